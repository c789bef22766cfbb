/// Everything the console shows and remembers. Drawing it needs nothing else.
package struct ConsoleState: Sendable {
    package var session: SessionState
    package var pane = PaneID.users
    /// The panes that are lists.
    package var lists: [PaneID: ListState]
    package var security = SecurityState()
    /// The shares of a dashboard, on top of the list of dashboards; nil when they are not open.
    package var shares: SharesState?
    /// Who can see what, on top of the pane it was asked in.
    package var access: AccessState?
    /// The form on top of the pane; nil when there is none.
    package var form: FormState?
    package var writes = WriteState()
    /// A change that met one of somebody else; nil when there is none to settle.
    package var conflict: ConflictState?
    /// Settings that are put back unless somebody keeps them.
    package var trial: TrialState?
    package var messages = MessageLog()
    package var menu: MenuState?
    /// An API token that was just made, until it is put away.
    package var newToken: NewToken?
    package var history = History(History.Place(pane: .users))
    /// The other servers that have a profile here.
    package var others: [OtherServer] = []
    /// The one this server is compared with: its profile, or a file.
    package var comparison: String?
    package var quit = QuitState.no
    package var appearance: Appearance

    package init(session: SessionState, appearance: Appearance = Appearance()) {
        self.session = session
        self.appearance = appearance
        lists = ListFeature.all.mapValues { ListState(columns: $0.columns) }
    }

    /// The list of the pane on the screen; nil when that pane is no list.
    package var list: ListState? { lists[pane] }

    /// What folds on the screen: the record that is open. Setting it does nothing when there is none.
    package var outline: OutlineState? {
        get { list?.detail?.outline }
        set { lists[pane]?.detail?.outline = newValue }
    }

    /// Who can see what, when that was asked in the pane on the screen.
    package var shownAccess: AccessState? { access?.pane == pane ? access : nil }

    /// What quitting now would lose; nil when nothing.
    package var unfinished: String? {
        if writes.isSending { return "A change is being sent and its outcome is not known yet." }
        if let trial { return "On trial: \(trial.title). Leaving puts it back first." }
        if form?.isChanged == true { return "The form has changes that were not sent." }
        if shares?.isChanged == true { return "The shares have unsaved changes." }
        if security.isChanged { return "The security settings have unsaved changes." }
        return nil
    }
}
