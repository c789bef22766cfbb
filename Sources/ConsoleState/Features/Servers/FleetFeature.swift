import Foundation
import SisenseClient
import Synchronization

/// A server of the fleet as it is now, as far as it could be read.
private struct FleetRow: Sendable {
    let server: OtherServer
    var user = ""
    var version = ""
    var licenceEnds: Timestamp?
    /// The origins that are allowed; nil where CORS is off.
    var origins: [String]?
    /// The findings in its settings, the gravest first.
    var findings: [Finding] = []
    var features: [String: Bool] = [:]
    /// The features that are not as on the server on the screen.
    var differences: [String]?
    /// The reason why it could not be read; nil when it could.
    var failure: APIError?

    static let layout = RowLayout<FleetRow>(
        [
            Column("kind", "Kind", 8, kind: .state, priority: 8) { $0.server.purpose?.title ?? "" },
            Column("name", "Name", 12, priority: 9, isName: true) { $0.server.name },
            Column("state", "State", 10, kind: .state, priority: 7) { $0.failure?.reason ?? "ok" },
            Column("version", "Version", 10, priority: 6) { $0.version },
            Column("licence", "Licence", 10, priority: 5, sortedBy: { $0.licenceEnds?.sortKey }) {
                $0.licenceEnds.map { String($0.minuteText.prefix(10)) } ?? ""
            },
            Column("cors", "Origins", 8, priority: 4, sortedBy: { Double($0.origins?.count ?? 0) }) { row in
                guard row.failure == nil, let origins = row.origins else { return row.failure == nil ? "off" : "" }
                return origins.isEmpty ? "none" : origins.joined(separator: ", ")
            },
            Column("findings", "Findings", 10, priority: 6, sortedBy: { Double($0.findings.count) }) { row in
                row.findings.first.map {
                    row.findings.count == 1 ? $0.title : "\($0.title), +\(row.findings.count - 1)"
                }
                    ?? ""
            },
            Column(
                "features", "Features that differ", 10, priority: 2, sortedBy: { Double($0.differences?.count ?? 0) }
            ) {
                row in row.differences?.joined(separator: ", ") ?? ""
            },
            Column("user", "Signed in", 12, kind: .aside, priority: 1) { $0.user },
            Column("address", "Address", 16, kind: .path, priority: 0, isShown: false) { $0.server.address },
        ],
        id: { RecordID($0.server.name) },
        style: { row in
            if row.failure != nil { return .error }
            return row.findings.contains { $0.severity == .critical } ? .warning : .plain
        })

    /// The whole of it, for its record.
    var json: JSONValue {
        [
            "origins": .array((origins ?? []).map(JSONValue.string)),
            "findings": .array(findings.map { .string($0.title) }),
            "features": .object(JSONObject(features.sorted { $0.key < $1.key }.map { ($0.key, .bool($0.value)) })),
            "failure": failure.map { .string($0.description) } ?? .null,
        ]
    }
}

extension ListFeature {
    /// All servers that have a profile, each as it is now.
    static let fleet = ListFeature(
        .fleet, title: "Fleet", noun: "servers", rows: FleetRow.layout,
        commands: [
            .run(
                "switch", keys: "o", hint: "switch", "Switch to this server",
                menu: .access("o", "Goes on there where you left."), about: .one
            ) { state in
                state.list?.subject.map { [.servers(.switchRequested(ServerVisit($0.description)))] } ?? []
            },
            .run(
                "compare", keys: "c", hint: "compare", "Compare with this server",
                menu: .access("c", "Settings, features, groups and roles side by side; lines can be carried over."),
                about: .one
            ) { state in
                state.list?.subject.map { comparing(with: $0.description) } ?? []
            },
            .run(
                "all-users", keys: "u", hint: "users", "Show the users of all servers",
                menu: .list("u", "One list over all of them: who has an account where, with role, groups, last login.")
            ) { _ in
                [.paneOpened(.fleetUsers)]
            },
        ],
        emptyText: "No server has a profile here. :servers adds one.",
        order: FleetRow.layout.sortByName,
        load: { context, take throws(APIError) in
            let features = try? await FeaturesService(context.client).all()
            let own = features.map { all in all.map { ($0.id, $0.isActive) } }
            let here = Dictionary(own ?? [], uniquingKeysWith: { first, _ in first })
            try await context.fleet.concurrentForEach(maxConcurrent: OtherServer.maxReadTogether) {
                server throws(APIError) in
                try await context.read(server, comparedWith: features == nil ? nil : here)
            } take: { _, row in
                await FleetRow.layout.hand([row], to: take)
            }
        },
        read: { context, id throws(APIError) in
            guard let server = context.fleet.first(where: { $0.name == id.description }) else {
                throw APIError(
                    .notFound, message: "\(id) has no profile any more.", request: "", server: "",
                    nextStep: "Refresh the list.")
            }
            let row = try await context.read(server, comparedWith: nil)
            return ListRecord(row: FleetRow.layout.row(row), json: row.json)
        })
}

extension WorkContext {
    /// One server as it is now. What cannot be read is left out, and the first reason for that is said.
    /// - Throws: `APIError` where the session on the screen is over, which has its token read again.
    @concurrent fileprivate func read(
        _ server: OtherServer, comparedWith here: [String: Bool]?
    ) async throws(APIError) -> FleetRow {
        do throws(APIError) {
            return try await signedIn(to: server) { context async throws(APIError) in
                let row = await context.row(of: server, comparedWith: here)
                if let failure = row.failure, failure.kind == .unauthorized { throw failure }
                return row
            }
        } catch {
            if error.kind == .unauthorized, server.name == serverName { throw error }
            var row = FleetRow(server: server)
            row.failure = error
            return row
        }
    }

    /// The server of this context as a row, as far as it could be read, with the reason where that was not all.
    @concurrent private func row(of server: OtherServer, comparedWith here: [String: Bool]?) async -> FleetRow {
        let context = self
        var row = FleetRow(server: server)
        do throws(APIError) {
            row.version = try await ApplicationService(context.client).status().version ?? "not known"
            row.user = try await UsersService(context.client).loggedIn().label
            row.licenceEnds = try? await AccountService(context.client).licence().expires
            let settings = try await SystemSettingsService(context.client).read()
            row.origins = settings.corsEnabled ? settings.allowedOrigins : nil
            row.findings = try await Lint(context: context).settingsFindings()
            let features = try await FeaturesService(context.client).all()
            row.features = Dictionary(features.map { ($0.id, $0.isActive) }, uniquingKeysWith: { first, _ in first })
            row.differences = here.map { here in
                Set(here.keys).union(row.features.keys).filter { here[$0] != row.features[$0] }.sorted()
            }
        } catch {
            row.failure = error
        }
        return row
    }
}

extension Lint {
    /// The findings in the settings alone, which take a few requests, the gravest first.
    func settingsFindings() async throws(APIError) -> [Finding] {
        let (survey, findings) = (ServerSurvey(), FoundFindings())
        let found: Found = { findings.add($0) }
        try await origins(survey, found)
        try await security(survey, found)
        try await lockout(survey, found)
        try await singleSignOn(survey, found)
        return findings.all.sorted { $0.severity < $1.severity }
    }

    private final class FoundFindings: Sendable {
        private let findings = Mutex<[Finding]>([])

        var all: [Finding] { findings.withLock { $0 } }
        func add(_ more: [Finding]) { findings.withLock { $0 += more } }
    }
}
