import SisenseClient

/// A recorded change as a row and as a record.
enum AuditRow {
    static let layout = RowLayout<JSONValue>(
        [
            Column(
                "time", "Time", 17...17, priority: 8,
                sortedBy: { $0["time"]?.string.flatMap(Timestamp.init)?.sortKey }
            ) {
                $0["time"]?.string.flatMap(Timestamp.init)?.minuteText ?? ""
            },
            Column("outcome", "Outcome", 8...12, priority: 7) { outcome(of: $0) },
            column("title", "Change", 20...40, grows: true, priority: 9, isName: true),
            column("profile", "Profile", 8...14, priority: 6),
            column("account", "Account", 12...22, priority: 5),
            column("danger", "Class", 6...6, priority: 4),
            column("reason", "Reason", 12...24, priority: 3),
        ],
        id: { RecordID($0["id"]?.string ?? "") },
        look: { outcome(of: $0) == "done" ? .plain : RowLook(.warning, .attention) })

    /// A column of a member that is shown as it is, under its own name.
    private static func column(
        _ member: String, _ title: String, _ width: ClosedRange<Int>, grows: Bool = false, priority: Int,
        isName: Bool = false
    ) -> Column<JSONValue> {
        Column(member, title, width, grows: grows, priority: priority, isName: isName) { $0[member]?.string ?? "" }
    }

    private static func outcome(of entry: JSONValue) -> String { entry["outcome"]?.string ?? "" }

    /// An entry opened: what differed, and the request.
    static func record(_ entry: JSONValue) -> ListRecord {
        let changes = entry["changes"]?.array?.compactMap(\.string) ?? []
        let sections = [
            DetailSection("What changed", changes),
            DetailSection("The request", [entry["request"]?.string].compactMap(\.self)),
            DetailSection("To undo it", [entry["undo"]?.string].compactMap(\.self)),
        ]
        return ListRecord(row: layout.row(entry), json: entry, sections: sections.filter { !$0.lines.isEmpty })
    }
}
