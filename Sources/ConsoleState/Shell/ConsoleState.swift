package import SisenseClient

/// Everything the console shows and remembers. Drawing it needs nothing else.
package struct ConsoleState: Sendable {
    package var session: SessionState
    package var pane: PaneID
    /// The panes that are lists.
    package var lists = ListStates()
    /// The lists that were opened instead of those the panes begin with, and those below one record.
    private var opened: [PaneID: ListFeature] = [:]
    @CopyOnWrite package var home = HomeState()
    /// The sections of Security, as far as they were read.
    @CopyOnWrite package var hub = HubState()
    /// The CORS settings with the edits not saved yet, behind the list of origins.
    @CopyOnWrite package var cors = CORSState()
    /// The shares of a dashboard with the changes not saved yet, behind their list; nil when none have been read.
    @CopyOnWrite package var shares: SharesState?
    /// The shares of several dashboards with the edits not saved yet, behind their list; nil when none have been read.
    @CopyOnWrite package var bulkShares: BulkSharesState?
    /// The tree of folders, shown instead of the list of dashboards; nil when the list is shown.
    @CopyOnWrite package var tree: DashboardTreeState?
    /// The explorer of the API beside its list of operations.
    @CopyOnWrite package var explorer = ExplorerState()
    /// The form on top of the pane; nil when there is none.
    @CopyOnWrite package var form: FormState?
    /// The choice from a list, over the form or the pane it is for; nil when there is none.
    @CopyOnWrite package var picker: PickerState?
    package var writes = WriteState()
    /// The reading for a form or a preview that has not come up yet; nil when there is none.
    package internal(set) var pendingOperation: PendingOperation?
    /// A change that met one of somebody else; nil when there is none to settle.
    @CopyOnWrite package var conflict: ConflictState?
    /// Settings that are reverted unless somebody confirms them.
    @CopyOnWrite package var autoRevert: AutoRevertState?
    /// Reading the list on the screen again by itself; off until somebody turns it on.
    package var autoRefresh = AutoRefreshState()
    /// The views that are kept under a name, of the configuration and of this console, by name.
    package var views: [SavedView] = []
    package var messages = MessageLog()
    package var menu: MenuState?
    /// What was typed after `:` and run.
    package var commandHistory = TextHistory()
    /// An API token that was just made, until it is put away.
    package var newToken: NewToken?
    @CopyOnWrite package var history: History
    /// The other servers that have a profile here, or are open without one.
    package var others: [OtherServer] = []
    /// The other servers of this session.
    package var servers = ServersState()
    /// The one this server is compared with: its profile, or a file.
    package var comparison: String?
    package var quit = QuitState.no
    /// The profile that the first run has made; the console ends with it, to be opened again.
    package var madeProfile: ProfileName?
    package var appearance: Appearance

    /// - Parameter pane: The pane on the screen at first.
    package init(session: SessionState, appearance: Appearance = Appearance(), at pane: PaneID = .users) {
        (self.session, self.appearance, self.pane) = (session, appearance, pane)
        history = History(History.Visit(pane: pane))
    }

    /// The list of the pane on the screen; nil when that pane is no list.
    package var list: ListState? { lists[pane] }

    /// The tree on the screen: the answer to a call, or the record that is open. Setting it does nothing when there
    /// is none.
    package var jsonTree: JSONTreeState? {
        get { shownAnswer == nil ? list?.detail?.jsonTree : explorer.jsonTree }
        set {
            if shownAnswer != nil {
                explorer.jsonTree = newValue
            } else {
                lists[pane]?.detail?.jsonTree = newValue
            }
        }
    }

    /// The thing whose tree that is; nil when there is none.
    var jsonTreeOwner: JSONTreeOwner? {
        if shownAnswer != nil { return .answer }
        guard let list, let detail = list.detail else { return nil }
        return .record(detail.id, of: list.id)
    }

    /// The answer to a call, when the explorer is on the screen.
    package var shownAnswer: CallAnswer? { pane == .api ? explorer.answer : nil }

    /// The feature of the list of a pane; nil when the pane is no list, or one that was never opened.
    package func feature(of pane: PaneID) -> ListFeature? { opened[pane] ?? pane.ownList }

    /// The pane that a list below records was opened from at the first; the pane itself when it stands alone.
    package func root(of pane: PaneID) -> PaneID { feature(of: pane)?.parent.map { root(of: $0.pane) } ?? pane }

    /// Replaces the list of a pane with another one. Filter and order stay where it is not about another
    /// record.
    mutating func open(_ feature: ListFeature) {
        opened[feature.pane] = feature
        let old = lists[feature.pane]
        lists.replace(feature.pane, columns: feature.columns)
        if feature.parent == nil, let old { lists[feature.pane]?.table = RowTable(like: old.table) }
        pane = feature.pane
    }

    /// True while a signal that ends the program must leave it time: to revert settings, or to record what was sent.
    package var mustEndOrderly: Bool {
        mustEndOrderlyHere || servers.notes.values.contains(where: \.mustEndOrderly)
    }

    /// The same for this server alone.
    var mustEndOrderlyHere: Bool { autoRevert != nil || writes.isSending }

    /// The work that quitting now would lose, on this server or on another one of the session; nil when there is none.
    package var unfinished: String? {
        if let here = unfinishedHere { return here }
        let other = servers.notes.values.filter { $0.unfinished != nil }.min { $0.name < $1.name }
        return other.flatMap { note in note.unfinished.map { "\(note.name): \($0)" } }
    }

    /// The work on this server that quitting now would lose.
    var unfinishedHere: String? {
        if let sending = writes.sending { return sending.leavingText }
        if let autoRevert { return "Pending confirmation: \(autoRevert.title). Quitting reverts it first." }
        if form?.isChanged == true { return "The form has unsent changes." }
        if shares?.isChanged == true || bulkShares?.isChanged == true { return "The shares have unsaved changes." }
        if cors.isChanged { return "The CORS settings have unsaved changes." }
        return nil
    }
}

/// The state of quitting.
package enum QuitState: Sendable, Equatable {
    case no
    /// There is something to lose, so a person is asked; the text says what.
    case asking(String)
    case yes
}

/// The behaviour of the console on its terminal: the theme, those that are not compiled in, and the mouse.
package struct Appearance: Sendable, Equatable {
    /// A theme by name, with a line about it.
    package struct Choice: Sendable, Equatable {
        package let name: String
        package let about: String

        package init(name: String, about: String) {
            self.name = name
            self.about = about
        }
    }

    /// The themes of the person, which win over compiled ones of the same name.
    package let themes: [Choice]
    package var theme: String
    /// True while clicks and the wheel belong to the console; the terminal's own selection needs Shift then.
    package var usesMouse: Bool

    package init(themes: [Choice] = [], theme: String = "", usesMouse: Bool = false) {
        self.themes = themes
        self.theme = theme
        self.usesMouse = usesMouse
    }
}
