import Synchronization

/// What goes with the records of one run, read once for a few of them instead of once for each: who owns and who sees
/// every dashboard and alert is one list, however many people are deleted.
final class SharedHoldings: Sendable {
    /// The lists that hold what goes with any record of a kind.
    private enum List: Hashable {
        case dashboards, alerts

        /// Nil for what is read of one record alone.
        init?(_ kind: Holdings.Kind) {
            switch kind {
            case .ownedDashboards, .sharedDashboards: self = .dashboards
            case .ownedAlerts: self = .alerts
            case .members, .folderContents, .sameDashboard: return nil
            }
        }
    }

    /// The names, by their ids, of the records that go with others, by what they are to these.
    private typealias Contents = [Holdings: [String: String]]

    private struct Reading {
        let task: Task<Result<Contents, APIError>, Never>
        let begun = ContinuousClock.now
        var uses = 1

        /// A check is worth what it has read: that must not be long ago.
        func isFresh(for longest: Duration) -> Bool {
            uses < SharedHoldings.mostUses && begun.duration(to: .now) < longest
        }
    }

    /// As many changes as are sent at once.
    static let mostUses = 8
    /// The age at which a reading is read again.
    private let longest: Duration

    private struct State {
        var readings: [List: Reading] = [:]
        var operation: Operation?
    }

    private let state = Mutex(State())

    init(longest: Duration) { self.longest = longest }

    /// Takes note of what is sent next: one that does something else may change what goes with a record.
    func begin(_ operation: Operation) {
        state.withLock { state in
            if state.operation != operation { state.readings = [:] }
            state.operation = operation
        }
    }

    /// What goes with a record now, or did just before.
    func current(_ holdings: Holdings, _ client: APIClient) async throws(APIError) -> JSONValue {
        guard let list = List(holdings.kind) else { return try await holdings.current(client) }
        let task = task(list, client)
        let result = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        if case .failure = result { state.withLock { $0.readings[list] = nil } }
        return Holdings.state(try result.get()[holdings, default: [:]].map { (id: $0.key, name: $0.value) })
    }

    private func task(_ list: List, _ client: APIClient) -> Task<Result<Contents, APIError>, Never> {
        state.withLock { state in
            if let reading = state.readings[list], reading.isFresh(for: longest) {
                state.readings[list]?.uses += 1
                return reading.task
            }
            let reading = Reading(task: Task { await Self.read(list, client) })
            state.readings[list] = reading
            return reading.task
        }
    }

    private static func read(_ list: List, _ client: APIClient) async -> Result<Contents, APIError> {
        do throws(APIError) {
            switch list {
            case .dashboards: return .success(try await dashboards(client))
            case .alerts: return .success(try await alerts(client))
            }
        } catch {
            return .failure(error)
        }
    }

    private static func dashboards(_ client: APIClient) async throws(APIError) -> Contents {
        var contents: Contents = [:]
        let query = ListQuery(fields: ["oid", "title", "owner", "shares"], isLean: true)
        for try await page in DashboardsService(client, asAdministrator: true).pages(query) {
            for dashboard in page.items {
                let owners = [dashboard.owner?.id].compactMap(\.self).map { Holdings(.ownedDashboards, of: $0) }
                let viewers = dashboard.shares.filter { $0.rule != nil }.map { Holdings(.sharedDashboards, of: $0.id) }
                for holdings in owners + viewers { contents[holdings, default: [:]][dashboard.id] = dashboard.label }
            }
        }
        return contents
    }

    private static func alerts(_ client: APIClient) async throws(APIError) -> Contents {
        var contents: Contents = [:]
        for try await page in AlertsService(client).pages() {
            for alert in page.items {
                guard let owner = alert.owner?.id else { continue }
                contents[Holdings(.ownedAlerts, of: owner), default: [:]][alert.id] = alert.label
            }
        }
        return contents
    }
}
