package import SisenseClient

/// A look through a server for what should worry an administrator, and for what Home shows of it. Findings are handed on
/// as they are made; what cannot be read becomes a finding itself, so that one part a server does not have never hides
/// the others.
package struct Lint: Sendable {
    package typealias Found = @Sendable ([Finding]) async -> Void

    let context: WorkContext

    var client: APIClient { context.client }

    /// The days that nobody needs an account before it counts as idle.
    static let idleDays = 90
    /// The time before its end from which a licence is worth a word.
    static let licenceDays = 30

    /// The days after which an API token is old.
    static let tokenDays = 180
    static let tokenMilliseconds = Int64(tokenDays) * 86_400_000

    /// The time that many days before now.
    func daysAgo(_ days: Int) -> Timestamp {
        Timestamp(milliseconds: Timestamp(context.dependencies.now()).milliseconds - Int64(days) * 86_400_000)
    }

    /// Looks at one part after the other, the quick ones first, and hands what it saw of the server to Home.
    /// - Throws: `APIError` when the server takes no requests of ours at all, or this is cancelled.
    @concurrent package static func run(_ context: WorkContext, found: Found) async throws(APIError) {
        let lint = Lint(context: context)
        let survey = ServerSurvey()
        await lint.begin(.settings)
        await lint.token(found)
        try await part("origins", found) { () throws(APIError) in try await lint.origins(survey, found) }
        try await part("security settings", found) { () throws(APIError) in try await lint.security(survey, found) }
        try await part("login lockout", found) { () throws(APIError) in try await lint.lockout(survey, found) }
        try await part("single sign-on", found) { () throws(APIError) in try await lint.singleSignOn(survey, found) }
        try await part("licence", found) { () throws(APIError) in try await lint.licence(found) }
        try await part("audit files", found) { () throws(APIError) in try await lint.auditFiles(found) }
        await lint.begin(.accounts)
        try await part("users", found) { () throws(APIError) in try await lint.users(survey, found) }
        await lint.show(survey)
        await lint.begin(.groups)
        try await part("groups", found) { () throws(APIError) in try await lint.groups(survey) }
        await lint.begin(.dashboards)
        try await part("dashboards", found) { () throws(APIError) in try await lint.dashboards(survey, found) }
        try await part("folders", found) { () throws(APIError) in try await lint.folders(survey, found) }
        await lint.show(survey)
        await lint.begin(.alerts)
        try await part("alerts", found) { () throws(APIError) in try await lint.alerts(survey, found) }
        await lint.begin(.servers)
        try await part("trusted servers", found) { () throws(APIError) in try await lint.trustedServers(found) }
        await found(survey.partlyChecked.map { [$0] } ?? [])
        await lint.show(survey)
        let digest = survey.digest(at: context.dependencies.now(), of: lint.client.server, as: context.caller ?? "")
        await context.send(.home(.surveyed(digest)))
    }

    /// The parts as a person hears of them.
    private enum Part: String, CaseIterable {
        case settings, accounts, groups, dashboards, alerts
        case servers = "trusted servers"
    }

    private func begin(_ part: Part) async {
        let number = (Part.allCases.firstIndex(of: part) ?? 0) + 1
        await context.report("checking \(part.rawValue) \(number) of \(Part.allCases.count)")
    }

    private func show(_ survey: ServerSurvey) async { await context.send(.home(.factsRead(survey.facts))) }

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
}

/// Something on the server that should make an administrator look: which rule is broken, by what, and where in the
/// console that is.
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

    /// A record that breaks the rule.
    package struct Culprit: Sendable, Equatable {
        package let id: RecordID
        /// Its name, with what makes it break the rule where that differs: `Cash Flow (Māra Bērziņa)`.
        package let name: String

        package init(_ id: String, _ name: String, because note: String = "") {
            self.id = RecordID(id)
            self.name = note.isEmpty ? name : "\(name) (\(note))"
        }
    }

    package let rule: LintRule
    /// The origin or setting it is about, in words; empty where records break the rule.
    let setting: String
    /// The pane where something can be done about it; nil where the console has none.
    package let pane: PaneID?
    /// The record there that holds the setting; nil where the whole pane is meant.
    package let record: RecordID?
    /// The records that break the rule, all of them, sorted by name; none where a setting does.
    package let culprits: [Culprit]

    /// A setting that breaks a rule.
    package init(_ rule: LintRule, _ subject: String, in pane: PaneID? = nil, record: String? = nil) {
        (self.rule, setting, self.pane, culprits) = (rule, subject, pane, [])
        self.record = record.map { RecordID($0) }
    }

    /// Records that break a rule, by name; nil when there are none.
    package init?(_ rule: LintRule, by culprits: [Culprit], in pane: PaneID) {
        guard !culprits.isEmpty else { return nil }
        (self.rule, setting, self.pane, record) = (rule, "", pane, nil)
        self.culprits = culprits.sorted(byName: \.name)
    }

    package var severity: Severity { rule.severity }

    /// The rule with the number of records that break it: `3 accounts locked`.
    package var title: String { rule.title(culprits.isEmpty ? nil : culprits.count) }

    /// The number of things it is about.
    package var count: Int { max(culprits.count, 1) }

    /// Names that are enough for any line: the records behind it may be a hundred thousand.
    private static let nameCount = 50

    /// What it is about, by name; of many, the first.
    package var names: [String] { culprits.isEmpty ? [setting] : culprits.prefix(Self.nameCount).map(\.name) }

    /// The same in one text.
    package var subject: String {
        names.joined(separator: ", ")
            + (count > Self.nameCount ? " and \(Quantity.count(count - Self.nameCount)) more" : "")
    }

    /// The records behind it, for a list to show them alone; nil where a setting is behind it.
    var selection: RecordSelection? {
        culprits.isEmpty ? nil : RecordSelection(title, culprits.map(\.id))
    }

    /// The same in a later look, whatever records are behind it then.
    package var id: RecordID {
        RecordID(culprits.isEmpty ? "\(rule.rawValue) \(record?.description ?? "") \(setting)" : rule.rawValue)
    }
}
