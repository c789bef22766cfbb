package import Foundation
package import SisenseClient

/// What effects need from outside: the server and the clock. Tests pass their own.
///
/// The client here is the one to begin with; signing in makes another, which the state of the session keeps.
package struct ConsoleEnvironment: Sendable {
    /// Makes a client of the server of another profile, which can only read.
    package typealias Connect = @Sendable (String) async throws(APIError) -> APIClient

    /// For where there is no other profile.
    package static let noOthers: Connect = { name throws(APIError) in
        throw APIError(.invalidCall, message: "There is no profile \(name).", request: "", server: "")
    }

    package internal(set) var client: APIClient
    /// The id of the user we are signed in as; nil before that.
    var caller: String?
    /// Whether that user has rights over what others own. Where it is not known the server decides.
    var isAdministrator = true
    /// The shares that are edited.
    var shares: SharesState?
    /// Tells a person how far long work of a form or a list has come.
    var report: @Sendable (String) async -> Void = { _ in }
    /// Hands the store what loading a list finds beside its rows.
    var tell: @Sendable (ConsoleAction) async -> Void = { _ in }
    /// The server this one is compared with: the name of its profile, or a file with a snapshot of it.
    var comparison: String?
    package let connect: Connect
    package let signIn: SignIn
    package let now: @Sendable () -> Date
    /// That of the person, for times of the console itself; those of the server are shown in UTC, as it keeps them.
    let timeZone: TimeZone
    /// Waits; returns early when the task is cancelled.
    package let sleep: @Sendable (Duration) async -> Void
    /// The requests of this session. The client's observer adds to it.
    package let traces: TraceLog
    /// The record of changes; nil where none is kept.
    package let audit: AuditLog?
    /// Where the arrangement of columns is kept; nil where it is not.
    package let columns: ColumnMemory?
    /// What dry runs kept from being sent. The client adds to it.
    package let plans: PlanLog
    /// What a person should be told of things that happen beside the store.
    package let notices: AsyncStream<Message>
    /// The calls that were kept under a name; nil where none are.
    package let calls: SavedCalls?
    /// Gives a text to the person's own editor; nil where there is none.
    package let edit: TextEditing?
    /// Puts a text on the clipboard or where that is not known to work into a file.
    package let copy: @Sendable (String) async -> CopyOutcome

    /// Puts a new token in the place of the old one, where the profile keeps it in a file.
    package let storeToken: @Sendable (Secret) async -> TokenStorage
    /// The profiles of this machine that use a token of this server.
    package let tokenKeepers: [String]

    package init(
        client: APIClient, signIn: SignIn, now: @escaping @Sendable () -> Date = { Date() },
        timeZone: TimeZone = .gmt,
        traces: TraceLog = TraceLog(), audit: AuditLog? = nil, plans: PlanLog = PlanLog(), calls: SavedCalls? = nil,
        columns: ColumnMemory? = nil, notices: AsyncStream<Message> = AsyncStream { $0.finish() },
        edit: TextEditing? = nil,
        connect: @escaping Connect = Self.noOthers,
        copy: @escaping @Sendable (String) async -> CopyOutcome = { _ in .sentToTerminal },
        storeToken: @escaping @Sendable (Secret) async -> TokenStorage = { _ in .notKept }, tokenKeepers: [String] = [],
        sleep: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
    ) {
        self.traces = traces
        self.audit = audit
        self.calls = calls
        self.edit = edit
        self.columns = columns
        self.plans = plans
        self.notices = notices
        self.connect = connect
        self.copy = copy
        self.storeToken = storeToken
        self.tokenKeepers = tokenKeepers
        self.client = client
        self.signIn = signIn
        self.now = now
        self.timeZone = timeZone
        self.sleep = sleep
    }
}
