package import SisenseClient

/// The context of an effect: the client of the session as it is when the effect starts, and the parts of the state it
/// may look at.
package struct WorkContext: Sendable {
    let dependencies: Dependencies
    /// The client with the token and the write policy of the session.
    var client: APIClient
    /// The name that people have for the server.
    var serverName = ""
    /// What the server is for; nil when nobody said.
    var purpose: ServerPurpose?
    /// The other servers of the session, and what is known of them.
    var others: [OtherServer] = []
    var servers = ServersState()
    /// The number of that token in the session.
    var tokenNumber = 0
    /// The id of the user we are signed in as; nil before that.
    var caller: String?
    /// True when that user has rights over what others own. Where it is not known the server decides.
    var isAdministrator = true
    /// The shares that are edited.
    var shares: SharesState?
    var bulkShares: BulkSharesState?
    /// The CORS settings that are edited.
    var cors = CORSState()
    /// The sections of Security, as far as they were read.
    var hub = HubState()
    /// The users that were read already, for the names of owners and shares; nil where nobody needs them.
    var knownUsers: RowTable?
    /// The groups that were read already, for the same.
    var knownGroups: RowTable?
    /// The server this one is compared with: the name of its profile, or a file with a snapshot of it.
    var comparison: String?
    /// The findings of the last look through the server.
    var findings: [RecordID: Finding] = [:]
    /// True where a large server is to be looked through whole.
    var checksEverything = false
    /// The facts that the columns of a list ask for while it is loaded.
    var facts: Set<ColumnFact> = []
    /// The interval after which lists on the screen are read again by themselves; nil where they are not.
    var refreshInterval: Duration?
    /// Says how far long work of a form or a list has come.
    var report: @Sendable (String) async -> Void = { _ in }
    /// Hands the store what loading a list finds beside its rows.
    var send: @Sendable (ConsoleAction) async -> Void = { _ in }

    package init(_ dependencies: Dependencies) {
        self.dependencies = dependencies
        client = dependencies.client
    }

    /// The context of a program that does one thing and has no session. Where the server tells who calls, it knows.
    @concurrent package static func signedIn(_ dependencies: Dependencies) async throws(APIError) -> WorkContext {
        var context = WorkContext(dependencies)
        do throws(APIError) {
            let user = try await UsersService(context.client.trying).loggedIn()
            context.caller = user.id
            context.isAdministrator = user.roleName.map(Role.isAdministrative) ?? true
        } catch {
            guard error.leavesCallOpen else { throw error }
        }
        return context
    }

    init(_ dependencies: Dependencies, _ state: ConsoleState) {
        self.dependencies = dependencies
        (client, tokenNumber) = (state.session.client, state.session.tokenNumber)
        (comparison, shares, bulkShares) = (state.comparison, state.shares, state.bulkShares)
        (serverName, purpose) = (state.session.profile, state.session.purpose)
        (others, servers) = (state.others, state.servers)
        (cors, hub) = (state.cors, state.hub)
        refreshInterval = state.autoRefresh.interval
        (findings, checksEverything) = (state.home.findings, state.home.checksEverything)
        if case .ready(let user) = state.session.phase {
            caller = user.id
            isAdministrator = user.roleName.map(Role.isAdministrative) ?? true
        }
    }

    /// The same, with progress reported by `report`.
    func reporting(_ report: @escaping @Sendable (String) async -> Void) -> WorkContext {
        var context = self
        context.report = report
        return context
    }

    /// The same, with the gaps of the lists that are read on the way noted.
    func noting(_ gaps: GapLog) -> WorkContext {
        var context = self
        context.client = client.noting(gaps)
        return context
    }

    /// Things that are worked on together.
    private static let maxConcurrent = 8

    /// Does the same with each of several things, a few at a time, and says how far it has come. The results have the
    /// order of the things.
    /// - Throws: the error of the first that failed; what was not begun then never is.
    func each<Item: Sendable, Value: Sendable>(
        _ items: [Item], _ work: @escaping @concurrent @Sendable (Item) async throws(APIError) -> Value
    ) async throws(APIError) -> [Value] {
        try await items.concurrentMap(maxConcurrent: Self.maxConcurrent, work) { done in
            if items.count > Self.maxConcurrent {
                await report("\(Quantity.count(done)) of \(Quantity.count(items.count))")
            }
        }
    }
}
