import SisenseClient

/// Dashboards by mail (seeds/003, Reporting).
enum ReportingHandlers {
    static let routes: Route.Table = [
        .sendReport: Route(.designer) { database, call throws(APIError) in
            try send(&database, call)
            return .noContent
        }
    ]

    /// - Throws: 422 with one complaint for each recipient the dashboard is not shared with.
    private static func send(_ database: inout Database, _ call: Call) throws(APIError) {
        let input = try call.object()
        guard let id = input["assetId"]?.string else { throw .missing(["assetId"]) }
        let dashboard = try DashboardAccess(database, call).readable(id)
        let recipients = input.objects("recipients")
        guard !recipients.isEmpty else { throw .invalid("There are no recipients", status: 400) }
        let known = Set(dashboard.objects("shares").map { $0.text("shareId") } + [dashboard.text("owner")])
        let strangers = recipients.map { $0.text("id") }.filter { !known.contains($0) }
        guard strangers.isEmpty else {
            throw .invalid(
                "The dashboard is not shared with all recipients",
                details: strangers.map { "\($0) has no share of this dashboard" })
        }
        var addresses: [String] = []
        for recipient in recipients {
            let id = recipient.text("id")
            let users =
                recipient.text("type") == "group"
                ? database.members(ofGroup: id) : [database[.users][id]].compactMap { $0 }
            for user in users where !addresses.contains(user.text("email")) { addresses.append(user.text("email")) }
        }
        let widgets = database.widgets(of: id).map { "- \($0.text("title"))" }.joined(separator: "\n")
        for address in addresses {
            database.mail(to: address, subject: "Report: \(dashboard.text("title"))", text: widgets, call)
        }
    }
}
