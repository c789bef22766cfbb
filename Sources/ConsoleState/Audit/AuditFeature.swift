import SisenseClient

extension ListFeature {
    /// The changes sent from this machine, the newest first.
    static let audit = ListFeature(
        pane: .audit,
        noun: "changes",
        columns: columns,
        isLocal: true,
        recordHeading: "As it was recorded",
        load: { environment, take throws(APIError) in
            let rows = (environment.audit?.read() ?? []).map(row)
            for start in stride(from: 0, to: rows.count, by: RowRef.pageCapacity) {
                await take(RowPage(rows[start...].prefix(RowRef.pageCapacity), columns: columns.count))
            }
        },
        read: { environment, id throws(APIError) in
            guard let entry = environment.audit?.read().first(where: { $0["id"]?.string == id.description }) else {
                throw APIError(
                    .notFound, message: "The record no longer holds this change.", request: "", server: "",
                    nextStep: "R reads it again.")
            }
            return ListRecord(row: row(entry), json: entry)
        })

    private static let columns = [
        ListColumn("time", "Time"), ListColumn("outcome", "Outcome"), ListColumn("title", "Change"),
        ListColumn("profile", "Profile"), ListColumn("account", "Account"), ListColumn("danger", "Class"),
    ]

    private static func row(_ entry: JSONValue) -> RowContent {
        let time = entry["time"]?.string.flatMap(Timestamp.init)?.minuteText ?? ""
        let cells = ["outcome", "title", "profile", "account", "danger"].map { entry[$0]?.string ?? "" }
        return RowContent(id: RecordID(entry["id"]?.string ?? ""), cells: [time] + cells)
    }
}
