import SisenseClient

/// A recorded change as a row and as a record.
enum AuditRow {
    static let columns = [
        ListColumn("title", "Change"), ListColumn("time", "Time"), ListColumn("outcome", "Outcome"),
        ListColumn("profile", "Profile"), ListColumn("account", "Account"), ListColumn("danger", "Class"),
        ListColumn("reason", "Reason"),
    ]

    /// An entry of the record as a row.
    static func content(of entry: JSONValue) -> RowContent {
        let time = entry["time"]?.string.flatMap(Timestamp.init)?.minuteText ?? ""
        let cells = columns.map { $0.id == "time" ? time : entry[$0.id]?.string ?? "" }
        return RowContent(id: RecordID(entry["id"]?.string ?? ""), cells: cells)
    }

    /// An entry opened: what differed, and the request.
    static func record(_ entry: JSONValue) -> ListRecord {
        let changes = entry["changes"]?.array?.compactMap(\.string) ?? []
        let sections = [
            DetailSection("What changed", changes),
            DetailSection("The request", [entry["request"]?.string].compactMap(\.self)),
            DetailSection("What puts it back", [entry["undo"]?.string].compactMap(\.self)),
        ]
        return ListRecord(row: content(of: entry), json: entry, sections: sections.filter { !$0.lines.isEmpty })
    }
}
