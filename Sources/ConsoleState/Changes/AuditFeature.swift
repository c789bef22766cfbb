import Foundation
import SisenseClient

extension ListFeature {
    /// The changes sent from this machine, the newest first.
    static let audit = ListFeature(
        .audit, title: "Audit", noun: "changes", rows: AuditRow.layout,
        commands: [
            .changeEach(
                "undo", keys: "u", hint: "undo",
                "Undo the change, if nobody has changed the record since", rereadsList: true
            ) { context, id throws(APIError) in
                try await context.client.planUndo(of: try entry(id, context))
            },
            .form("export", keys: "w", hint: "export", "Export as Markdown…") {
                context, ids throws(APIError) in
                let chosen = Set(ids.map(\.description))
                let entries = (context.dependencies.audit?.read() ?? []).filter {
                    chosen.contains($0["id"]?.string ?? "")
                }
                return AuditExportForm(entries: entries.reversed()).state
            },
        ], isLocal: true, recordHeading: "JSON",
        load: { context, take throws(APIError) in
            await AuditRow.layout.hand(context.dependencies.audit?.read() ?? [], to: take)
        },
        read: { context, id throws(APIError) in
            AuditRow.record(try entry(id, context))
        })

    private static func entry(_ id: RecordID, _ context: WorkContext) throws(APIError) -> JSONValue {
        if let entry = context.dependencies.audit?.read().first(where: { $0["id"]?.string == id.description }) {
            return entry
        }
        throw APIError(
            .notFound, message: "This change is no longer in the audit log.", request: "", server: "",
            nextStep: "Refresh the list.")
    }
}

/// A recorded change as a row and as a record.
enum AuditRow {
    static let layout = RowLayout<JSONValue>(
        [
            Column(
                "time", "Time", 17, kind: .time, priority: 8,
                sortedBy: { $0["time"]?.string.flatMap(Timestamp.init)?.sortKey }
            ) {
                $0["time"]?.string.flatMap(Timestamp.init)?.minuteText ?? ""
            },
            Column("outcome", "Outcome", 8, kind: .state, priority: 7) { outcome(of: $0) },
            column("title", "Change", 20, priority: 9, isName: true),
            column("profile", "Profile", 8, kind: .aside, priority: 6),
            column("account", "Account", 12, kind: .aside, priority: 5),
            Column("danger", "Danger", 11, kind: .aside, priority: 4) { danger(of: $0) },
            column("reason", "Reason", 12, kind: .aside, priority: 3),
        ],
        id: { RecordID($0["id"]?.string ?? "") },
        style: { outcome(of: $0) == "done" ? .plain : RowStyle(.warning, .attention) })

    /// A column of a member that is shown as it is, under its own name.
    private static func column(
        _ member: String, _ title: String, _ least: Int, kind: ListColumn.Kind = .plain, priority: Int,
        isName: Bool = false
    ) -> Column<JSONValue> {
        Column(member, title, least, kind: kind, priority: priority, isName: isName) { $0[member]?.string ?? "" }
    }

    /// The word for the letter that stands in the file.
    private static func danger(of entry: JSONValue) -> String {
        let letter = entry["danger"]?.string ?? ""
        return Danger.allCases.first { $0.letter == letter }?.title ?? letter
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

/// Asks where recorded changes are written to as Markdown.
struct AuditExportForm: Sendable {
    /// The oldest first.
    let entries: [JSONValue]

    var state: FormState {
        let count = entries.count == 1 ? "1 change" : "\(entries.count) changes"
        let field = FormField.text("file", "File", help: "On this machine; when it is left empty, to the clipboard")
        return FormState("Export \(count) as Markdown", [field]) { context, values throws(APIError) in
            let text = AuditMarkdown.text(of: entries)
            let file = values.text("file")
            guard !file.isEmpty else {
                let outcome = await context.dependencies.copy(text)
                let message = outcome.message("\(count) as Markdown")
                if case .failed = outcome { return .form(.refused(field: "file", message.text.plain)) }
                return .form(.completed(message))
            }
            do throws(LocalFile.Problem) {
                try LocalFile.write(Data(text.utf8), to: file)
            } catch {
                return .form(.refused(field: "file", error.text))
            }
            return .form(.completed(Message(.ok, "\(count) written to \(file)")))
        }
    }
}
