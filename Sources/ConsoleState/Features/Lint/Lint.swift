package import SisenseClient

/// A look through a server for what should worry an administrator. Findings are handed on as they are made; what
/// cannot be read becomes a finding itself, so that one part a server does not have never hides the others.
package struct Lint: Sendable {
    package typealias Found = @Sendable ([Finding]) async -> Void

    let context: WorkContext

    var client: APIClient { context.client }

    /// How long nobody needs an account before it is called idle.
    static let idleDays = 90
    /// How long before its end a licence is worth a word.
    static let licenceDays = 30

    /// The time that many days before now.
    func daysAgo(_ days: Int) -> Timestamp {
        Timestamp(milliseconds: Timestamp(context.dependencies.now()).milliseconds - Int64(days) * 86_400_000)
    }

    /// What there is to find in the settings, without reading any list.
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
        _ name: String, _ found: Found, _ look: () async throws(APIError) -> Void
    ) async throws(APIError) {
        do throws(APIError) {
            try await look()
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
