/// Everything that can happen.
package enum ConsoleAction: Sendable {
    case started
    case paneOpened(PaneID)
    case session(SessionAction)
    case list(PaneID, ListAction)
    case security(SecurityAction)
    case form(FormAction)
    case write(WriteAction)
    case help(HelpAction)
    case posted(Message)
    case messageDismissed
    case quitRequested
    case quitConfirmed
    case quitCancelled
}
