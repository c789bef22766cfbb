/// Scheduled reports that are mailed, a part of newer servers.
package struct ReportsService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// All scheduled reports.
    @concurrent package func all() async throws(APIError) -> [DataRecord] {
        var reports: [DataRecord] = []
        var number = 1
        while true {
            let query = [QueryItem("page", String(number)), QueryItem("limit", "100")]
            let answer = try await client.read(.getReports, query: query).json()
            let page = answer["data"]?.array ?? answer.array ?? []
            reports += client.records("scheduled reports", in: page)
            // A server that takes no notice of the page would send the first one for ever.
            guard answer["pagination"]?.flag("isLastPage") == false, !page.isEmpty else { return reports }
            number += 1
        }
    }

    /// Takes a user out of the recipients of a report.
    package func planRemove(_ user: User, from report: DataRecord) async throws(APIError) -> RequestPlan {
        let others = Self.recipients(of: report).filter { !Self.names(user, $0) }
        return try await client.plan(
            RecordChange(
                title: "Remove \(user.label) from the report \(report.name, each: "scheduled report")",
                name: "scheduled report \(report.name)", read: try client.call(.getReport, path: ["id": report.id]),
                write: .updateReport, path: ["id": report.id], members: [("recipients", .array(others))],
                names: RecordNames([user.id: user.label])))
    }

    /// The plans that make a report again as one's own, without a user, and delete the old one: the API gives a report
    /// to nobody else.
    package func planTakeOver(_ report: DataRecord, from user: User) throws(APIError) -> [RequestPlan] {
        var body = report.raw.only(["name", "dashboards", "schedule", "reportType", "enabled", "events"])
        body["recipients"] = .array(Self.recipients(of: report).filter { !Self.names(user, $0) })
        return try client.planTakeOver(
            "scheduled report", report.name, owner: user,
            make: try client.call(.createReports, body: .json([body])),
            delete: try client.call(.deleteReport, path: ["id": report.id]),
            while: .of(
                report.raw, read: try client.call(.getReport, path: ["id": report.id]), ["name", "schedule", "enabled"])
        ) { ($0.array?.first ?? $0).id }
    }

    /// True when a report is mailed to a user.
    package static func isMailed(_ report: DataRecord, to user: User) -> Bool {
        recipients(of: report).contains { names(user, $0) }
    }

    package static func owner(of report: DataRecord) -> String? { Reference(report.raw["owner"])?.id }

    private static func recipients(of report: DataRecord) -> [JSONValue] { report.raw["recipients"]?.array ?? [] }

    /// Servers send ids and addresses, as texts or in objects.
    private static func names(_ user: User, _ recipient: JSONValue) -> Bool {
        let own = Set([user.id, user.email, user.userName].filter { !$0.isEmpty })
        if let text = recipient.string { return own.contains(text) }
        return (recipient.object?.members ?? []).contains { $0.value.string.map(own.contains) ?? false }
    }
}

extension APIClient {
    /// The plans that make something again as the caller's own and delete the old one, once the new one is there.
    /// - Parameters:
    ///   - condition: The check that the old one is as the new one is made of it.
    ///   - find: Finds the id of the new one in the answer.
    func planTakeOver(
        _ noun: String, _ name: String, owner: User, make: Call, delete: Call, while condition: Precondition,
        find: @escaping @Sendable (JSONValue) -> String? = { $0.id }
    ) throws(APIError) -> [RequestPlan] {
        let record = NewRecord(find)
        let target = RequestPlan.Target(server: server, name: "\(noun) \(name)")
        var create = RequestPlan(
            title: "Take over the \(noun) \(name, each: noun) of \(owner.label)", call: make, target: target,
            impact: ["The API gives no \(noun) to somebody else: it is made again as yours."],
            changes: [FieldChange("owner", from: owner.label, to: "you")]
        ).resting(on: condition)
        create.makes = record
        var removal = RequestPlan(
            title: "Delete the \(noun) \(name, each: noun) that \(owner.label) owned", call: delete, target: target
        ).resting(on: condition)
        removal.whenDue = { [removal] client throws(APIError) in
            _ = try record.made(for: removal.title, client)
            return removal
        }
        return [create.following([]), removal.following([create])]
    }
}
