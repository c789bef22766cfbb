import SisenseClient

extension WorkContext {
    /// Records above which a page does not read all of a list by itself.
    private static let fewRecords = 500

    /// All dashboards with their owners and shares, lean. No operation lists those of one person.
    /// - Returns: Nil at a glance where there are too many for that.
    func surveyDashboards(_ reach: RecordRead.Reach) async throws(APIError) -> [Dashboard]? {
        try await survey(
            dashboards.pages(
                ListQuery(
                    limit: Self.fewRecords, fields: ["oid", "title", "owner", "parentFolder", "shares"], isLean: true)),
            reach)
    }

    /// All alerts. No operation lists those of one record.
    /// - Returns: Nil at a glance where there are too many for that.
    func surveyAlerts(_ reach: RecordRead.Reach) async throws(APIError) -> [Alert]? {
        try await survey(AlertsService(client).pages(ListQuery(limit: Self.fewRecords)), reach)
    }

    private func survey<Item>(
        _ pages: PageSequence<Item>, _ reach: RecordRead.Reach
    ) async throws(APIError) -> [Item]? {
        var all: [Item] = []
        for try await page in pages {
            all += page.items
            if reach == .glance, all.count >= Self.fewRecords { return nil }
        }
        return all
    }
}

extension RecordLink {
    init(_ dashboard: Dashboard) { self.init(.dashboards, dashboard.id, dashboard.label) }

    init(_ alert: Alert) { self.init(.alerts, alert.id, alert.label) }
}
