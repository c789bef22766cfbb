package import Foundation
package import SisenseClient

/// Everything from outside the console: the way to the server, time, files, the clipboard. It holds no state, is made
/// once and never changes; tests pass their own.
package struct Dependencies: Sendable {
    /// Makes a client of the server of another profile, which can only read.
    package typealias Connect = @Sendable (String) async throws(APIError) -> APIClient

    /// The connection for where there is no other profile.
    package static let noOthers: Connect = { name throws(APIError) in
        throw APIError(.invalidCall, message: "No profile with the name \(name).", request: "", server: "")
    }

    /// The client to begin with. Signing in makes another, which the state of the session keeps.
    package let client: APIClient
    package let connect: Connect
    /// The profiles of this machine; nil where none are kept, as in the demo.
    package let profiles: ProfileAccess?
    package let signIn: SignIn
    package let now: @Sendable () -> Date
    /// A clock that nobody can set, and that goes on while the machine sleeps.
    package let uptime: @Sendable () -> ContinuousClock.Instant
    /// The zone of all times that are shown.
    var timeZone: TimeZone { LocalTime.zone }
    /// Waits; returns early when the task is cancelled.
    package let sleep: @Sendable (Duration) async -> Void
    /// The requests of this session. The client's observer adds to it.
    package let traces: TraceLog
    /// The record of changes; nil where none is kept.
    package let audit: AuditLog?
    /// The settings that are pending confirmation, written down; nil where they are not.
    package let reverts: RevertJournal?
    /// The memory for the arrangement of columns; nil where there is none.
    package let columns: ColumnMemory?
    /// The memory for views that are kept under a name; nil where there is none.
    package let views: ViewMemory?
    /// Runs programs of the person; nil where none can be.
    package let program: ProgramRunning?
    /// The memory for what was seen in each visit; nil where there is none.
    package let visits: DigestFolder?
    /// The snapshots of this server; nil where none are kept.
    package let snapshots: SnapshotFolder?
    /// The plans that dry runs kept from being sent. The client adds to it.
    package let plans: PlanLog
    /// The edits of tables of users that were not sent.
    let tables = TableDrafts()
    /// The rules for plan files that are sent to this server.
    package let planFileRules: PlanFileRules
    /// News of things that happen beside the store.
    package let notices: Broadcast<Message>
    /// The calls that were kept under a name; nil where none are.
    package let calls: SavedCalls?
    /// Gives a text to the person's own editor; nil where there is none.
    package let edit: TextEditing?
    /// Puts a text on the clipboard or where that is not known to work into a file.
    package let copy: @Sendable (String) async -> CopyOutcome

    /// Replaces the old token with a new one, where the profile keeps it in a file.
    package let storeToken: @Sendable (Secret) async -> TokenStorage
    /// Writes a token to a file of its own that only its owner can read.
    package let saveToken: @Sendable (Secret) async -> TokenStorage
    /// The profiles of this machine that keep a token of this server.
    package let tokenKeepers: TokenKeepers

    package init(
        client: APIClient, signIn: SignIn, now: @escaping @Sendable () -> Date = { Date() },
        uptime: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        traces: TraceLog = TraceLog(), audit: AuditLog? = nil, reverts: RevertJournal? = nil,
        plans: PlanLog = PlanLog(), planFileRules: PlanFileRules = PlanFileRules(kind: nil),
        calls: SavedCalls? = nil,
        columns: ColumnMemory? = nil, views: ViewMemory? = nil, program: ProgramRunning? = nil,
        visits: DigestFolder? = nil, snapshots: SnapshotFolder? = nil,
        notices: Broadcast<Message> = Broadcast(),
        edit: TextEditing? = nil,
        connect: @escaping Connect = Self.noOthers, profiles: ProfileAccess? = nil,
        copy: @escaping @Sendable (String) async -> CopyOutcome = { _ in .sentToTerminal },
        storeToken: @escaping @Sendable (Secret) async -> TokenStorage = { _ in .notKept },
        saveToken: @escaping @Sendable (Secret) async -> TokenStorage = { _ in .notKept },
        tokenKeepers: TokenKeepers = .none,
        sleep: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
    ) {
        self.traces = traces
        self.audit = audit
        self.reverts = reverts
        self.calls = calls
        self.edit = edit
        self.columns = columns
        (self.views, self.program) = (views, program)
        (self.visits, self.snapshots) = (visits, snapshots)
        (self.plans, self.planFileRules) = (plans, planFileRules)
        self.notices = notices
        (self.connect, self.profiles) = (connect, profiles)
        self.copy = copy
        self.storeToken = storeToken
        self.saveToken = saveToken
        self.tokenKeepers = tokenKeepers
        self.client = client
        self.signIn = signIn
        self.now = now
        self.uptime = uptime
        self.sleep = sleep
    }
}

/// The destination of a copied text. Of a terminal's clipboard nothing says whether it has taken it.
package enum CopyOutcome: Sendable, Equatable {
    case sentToTerminal
    case inTmux
    /// The path of the file.
    case written(String)
    /// The reason why it has gone nowhere, in a sentence.
    case failed(String)

    /// - Parameter what: The thing that was copied, for "Copied …".
    func message(_ what: String) -> Message {
        switch self {
        case .sentToTerminal: Message(.ok, "Copied \(what): sent to the terminal")
        case .inTmux: Message(.ok, "Copied \(what): put into tmux's buffer")
        case .written(let path): Message(.ok, "Copied \(what): written to \(path)")
        case .failed(let problem): Message(.error, "Could not copy \(what): \(problem)")
        }
    }
}
