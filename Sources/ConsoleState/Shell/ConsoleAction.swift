package import SisenseClient

/// Everything that can happen.
package enum ConsoleAction: Sendable {
    case started
    case paneOpened(PaneID)
    /// Makes a list as if nobody had looked at it.
    case listForgotten(PaneID)
    /// Reads the pane on the screen as far as nobody has.
    case paneNeeded
    /// Opens a list that hangs below one record.
    case listOpened(ListFeature)
    case session(SessionAction)
    /// The first run has made a profile.
    case setUp(ProfileName)
    case servers(ServersAction)
    case home(HomeAction)
    case list(PaneID, ListAction)
    /// The outcome of the work of a list, of that list and no other.
    case listResult(ListID, ListResult)
    /// The server took no token for what was asked; it is asked again where there is another by now.
    indirect case refused(Refusal)
    /// An action in the record that is open, or whatever else folds on the screen.
    case jsonTree(JSONTreeAction)
    /// Opens the record whose id is under the cursor there, in its own pane.
    case referenceOpened
    case cors(CORSAction)
    case hub(HubAction)
    case shares(SharesAction)
    case bulkShares(BulkSharesAction)
    case tree(DashboardTreeAction)
    case explorer(ExplorerAction)
    case form(FormAction)
    case picker(PickerAction)
    case write(WriteAction)
    case pendingOperation(PendingOperationAction)
    /// A key for a form that is not open yet, which is kept; or that has opened now, which takes it.
    case typedAhead(TypedAhead)
    case menu(MenuAction)
    case token(TokenAction)
    case conflict(ConflictAction)
    case autoRevert(AutoRevertAction)
    case autoRefresh(AutoRefreshAction)
    /// Goes back (-1) or forward (1) through the panes we have visited.
    case historyStepped(Int)
    /// Goes to the pane before this one.
    case previousPaneOpened
    case views(ViewsAction)
    case ownCommand(OwnCommandAction)
    /// Puts a text on the clipboard of the person at the terminal.
    case copied(String, what: String)
    /// A request was made, whoever made it.
    case requestMade
    /// A request is on its way.
    case requestBegun
    /// Requests have been on their way for a while.
    case requestsSlow
    /// Records of these kinds were changed on the server, asked for there: what shows them is read again.
    case changed(WriteOrigin, touches: Set<RecordKind>)
    /// Records of these kinds may have been changed. What shows them is read again, but for where that was asked for:
    /// a draft is there.
    case outdated(Set<RecordKind>, except: WriteOrigin)
    /// Changes are recorded from now on instead of sent, or sent again.
    case dryRunSwitched(Bool)
    /// Nothing may be changed any more in this session, for a reason that stands where a change is refused.
    case readOnlyChosen(reason: String)
    /// Puts this server and the one of another profile, or a snapshot in a file, side by side.
    case compareRequested(String)
    case themeChosen(String)
    case posted(Message)
    case messageDismissed
    /// Takes away a message that asks for nothing; an error stays.
    case messagePassed
    case messages(MessagesAction)
    /// Turns the mouse on or off.
    case mouseToggled
    case quitRequested
    case quitConfirmed
    case quitCancelled
}

extension ConsoleAction {
    /// True when only the cursor of a list goes to another row.
    var isMove: Bool {
        if case .list(_, .moved) = self { true } else { false }
    }

    /// The error this reports, if any.
    var failure: APIError? {
        switch self {
        case .home(let action): action.failure
        case .listResult(_, let result): result.failure
        case .shares(.viewersRead(_, .failure(let error))): error
        case .tree(let action): action.failure
        case .form(let action): action.failure
        case .explorer(let action): action.failure
        case .write(let action): action.failure
        case .autoRevert(let action): action.failure
        case .pendingOperation(.previewRead(.failure(let error))), .pendingOperation(.formRead(.failure(let error))):
            error
        default: nil
        }
    }
}
