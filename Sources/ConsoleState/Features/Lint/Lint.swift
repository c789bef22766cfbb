package import SisenseClient

/// A look through a server for what should worry an administrator. Findings are handed on as they are made; what
/// cannot be read becomes a finding itself, so that one part a server does not have never hides the others.
package struct Lint: Sendable {
    package typealias Found = @Sendable ([Finding]) async -> Void

    let context: WorkContext

    var client: APIClient { context.client }

    /// The days that nobody needs an account before it counts as idle.
    static let idleDays = 90
    /// The time before its end from which a licence is worth a word.
    static let licenceDays = 30

    /// The time that many days before now.
    func daysAgo(_ days: Int) -> Timestamp {
        Timestamp(milliseconds: Timestamp(context.dependencies.now()).milliseconds - Int64(days) * 86_400_000)
    }

    /// The findings in the settings, without reading any list.
    /// - Throws: `APIError` when the server takes no requests of ours at all.
    @concurrent static func settingsFindings(_ context: WorkContext) async throws(APIError) -> [Finding] {
        let collected = Collected()
        try await settings(context) { await collected.add($0) }
        return await collected.findings
    }

    /// Looks at one part after the other, the quick ones first.
    /// - Throws: `APIError` when the server takes no requests of ours at all, or this is cancelled.
    @concurrent package static func run(_ context: WorkContext, found: Found) async throws(APIError) {
        try await settings(context, found: found)
        let lint = Lint(context: context)
        let accounts = AccountSurvey()
        try await part("users", found) { () throws(APIError) in try await lint.users(accounts, found) }
        try await part("groups", found) { () throws(APIError) in try await lint.groups(accounts) }
        try await part("dashboards", found) { () throws(APIError) in try await lint.dashboards(accounts, found) }
        try await part("alerts", found) { () throws(APIError) in try await lint.alerts(accounts, found) }
        try await part("trusted servers", found) { () throws(APIError) in try await lint.trustedServers(found) }
    }

    /// The parts that take a request each, however large the server is.
    private static func settings(_ context: WorkContext, found: Found) async throws(APIError) {
        let lint = Lint(context: context)
        try await part("origins", found) { () throws(APIError) in try await lint.origins(found) }
        try await part("security settings", found) { () throws(APIError) in try await lint.security(found) }
        try await part("login lockout", found) { () throws(APIError) in try await lint.lockout(found) }
        try await part("single sign-on", found) { () throws(APIError) in try await lint.singleSignOn(found) }
        try await part("licence", found) { () throws(APIError) in try await lint.licence(found) }
    }

    private static func part(
        _ name: String, _ found: Found, _ check: () async throws(APIError) -> Void
    ) async throws(APIError) {
        do throws(APIError) {
            try await check()
        } catch  where [.unauthorized, .unreachable, .cancelled].contains(error.kind) {
            throw error
        } catch {
            await found([Finding(.notChecked, "\(name): \(error.message)")])
        }
    }

    private actor Collected {
        var findings: [Finding] = []

        func add(_ more: [Finding]) { findings += more }
    }
}

/// Something on the server that should make an administrator look: which rule it breaks, what it is about, and where
/// in the console that is.
package struct Finding: Sendable, Equatable, Identifiable {
    /// The urgency. The names sort in that order too, so that a list can be sorted by them.
    package enum Severity: String, Sendable, CaseIterable, Comparable {
        /// The server, or everyone's data, is open to people it should not be open to.
        case critical
        /// It will hurt somebody sooner or later.
        case major
        /// A finding worth tidying up.
        case minor

        /// Zero for the worst.
        var rank: Int {
            switch self {
            case .critical: 0
            case .major: 1
            case .minor: 2
            }
        }

        package static func < (one: Severity, other: Severity) -> Bool { one.rank < other.rank }
    }

    package let rule: LintRule
    /// The account, origin, dashboard it is about, in words.
    package let subject: String
    /// The pane where something can be done about it; nil where the console has none.
    package let pane: PaneID?
    /// The record there; nil where the whole pane is meant.
    package let record: RecordID?

    package init(_ rule: LintRule, _ subject: String, in pane: PaneID? = nil, record: String? = nil) {
        self.rule = rule
        self.subject = subject
        self.pane = pane
        self.record = record.map { RecordID($0) }
    }

    package var severity: Severity { rule.severity }

    /// All there is to it, so that it can be made from its id, and is the same in a later look.
    package var id: String {
        [rule.rawValue, pane?.rawValue ?? "-", record?.description ?? "-", subject].joined(separator: " ")
    }

    /// The finding with an id; nil when none can have it.
    init?(id: String) {
        let parts = id.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let rule = LintRule(rawValue: parts[0]) else { return nil }
        self.init(
            rule, parts[3], in: PaneID(rawValue: parts[1]),
            record: parts[2] == "-" ? nil : parts[2])
    }
}
