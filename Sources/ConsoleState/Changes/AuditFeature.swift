import Foundation
import SisenseClient

extension ListFeature {
    /// The changes sent from this machine and the commands of the person that were run, the newest first.
    static let audit = ListFeature(
        .audit, title: "Audit", noun: "changes", rows: AuditRow.layout,
        commands: [
            .change(
                "undo", keys: "u", hint: "undo", "Undo…",
                menu: .edit("u", "Takes the change back. What others changed since stays."), rereadsList: true,
                unless: { state in
                    guard let list = state.list, list.targetCount == 1 else { return nil }
                    return list.cell(of: AuditRow.undo) == AuditRow.noUndo ? "This change cannot be undone" : nil
                }
            ) { context, ids throws(APIError) in
                let changes = try await context.each(ids) { id throws(APIError) in try recordedChange(id, context) }
                let shared = try await context.client.restoration(undoing: changes)
                let undone = try await context.each(changes) { change throws(APIError) in
                    try await context.client.planUndo(of: change, shared)
                }
                return APIClient.ordered(undone.flatMap(\.self))
            },
            .change(
                "undo-run", keys: "b", hint: "undo run", "Undo whole run…",
                menu: .edit("b", "Takes back all changes that were sent together with this one."), rereadsList: true
            ) { context, ids throws(APIError) in
                try await RunUndo.plans(for: ids, context)
            },
            .run(
                "look", keys: "o", hint: "look", "Look again",
                menu: .content("o", "Reads the record, to see whether the change was made."),
                about: .chosen
            ) { state in
                state.list.map { [.write(.lookRequested($0.targets))] } ?? []
            },
            .form(
                "export", keys: "w", hint: "export", "Export as Markdown…",
                menu: .content("w", "For a ticket or a change log, to a file or the clipboard.")
            ) {
                context, ids throws(APIError) in
                let chosen = Set(ids.map(\.description))
                let changes = (context.dependencies.audit?.read() ?? []).filter { chosen.contains($0.id) }
                return AuditExportForm(changes: changes.reversed()).state
            },
        ], emptyText: "No change was sent from this machine yet. Each is recorded here before it leaves.",
        isLocal: true,
        recordHeading: "JSON",
        load: { context, take throws(APIError) in
            await context.dependencies.audit?.forEachBatch { await AuditRow.layout.hand($0, to: take) }
        },
        read: { context, id throws(APIError) in
            AuditRow.record(try recordedChange(id, context))
        })

    static func recordedChange(_ id: RecordID, _ context: WorkContext) throws(APIError) -> RecordedChange {
        if let change = context.dependencies.audit?.change(id.description) { return change }
        throw APIError(
            .notFound, message: "This change is no longer in the audit log.", request: "", server: "",
            nextStep: "Refresh the list.")
    }
}

/// A recorded change as a row and as a record.
enum AuditRow {
    /// The text of a change of which nothing is recorded that takes it back.
    static let noUndo = "no"
    static let undo = Column<RecordedChange>("undo", "Undo", 8, kind: .aside, priority: 1, isShown: false) {
        $0.isUndoable ? "possible" : noUndo
    }

    static let layout = RowLayout<RecordedChange>(
        [
            Column("time", "Time", 17, kind: .time, priority: 8, sortedBy: { $0.time?.sortKey }) {
                $0.time?.minuteText ?? ""
            },
            Column("outcome", "Outcome", 8, kind: .state, priority: 7) { $0.outcome.rawValue },
            Column("title", "Change", 20, priority: 9, isName: true) { $0.title },
            Column("profile", "Profile", 8, kind: .aside, priority: 6) { $0.profile },
            Column("account", "Account", 12, kind: .aside, priority: 5) { $0.account },
            Column("danger", "Danger", 11, kind: .aside, priority: 4) { $0.danger?.title ?? "" },
            Column("reason", "Reason", 12, kind: .aside, priority: 3) { $0.reason },
            Column("run", "Run", 12, kind: .aside, priority: 2, isShown: false) { $0.run?.title ?? "" },
            undo,
        ],
        id: { RecordID($0.id) },
        style: { $0.outcome == .done ? .plain : RowStyle(.warning, .attention) })

    /// An entry opened: what became of it, what differed, and the request.
    static func record(_ change: RecordedChange) -> ListRecord {
        func block(_ title: String, _ lines: String...) -> RecordBlock {
            RecordBlock(title, lines.filter { !$0.isEmpty })
        }
        let blocks = [
            block("Outcome", change.outcome.rawValue, change.explanation, change.found),
            block("Sent with", change.run.map { "\($0.title), \(counted($0.count, "change"))" } ?? ""),
            RecordBlock("Run for", change.records), RecordBlock("What changed", change.changes),
            block("The request", change.request),
            block("To undo it", change.undo),
        ]
        return ListRecord(
            row: layout.row(change), json: change.json, blocks: blocks.filter { !$0.lines.isEmpty })
    }
}

extension AuditLog {
    /// The message about changes of earlier sessions whose outcome nobody knows; nil when there are none.
    func abandonedMessage(on server: ServerAddress) -> Message? {
        let changes = abandoned(on: server)
        guard let newest = changes.first else { return nil }
        let time = newest.time.map { " of \($0.minuteText)" } ?? ""
        let others = changes.count > 1 ? ", nor of \(changes.count - 1) more" : ""
        return Message(
            .warning,
            "Outcome not known: \(newest.title)\(time)\(others): the program ended before the answer. "
                + ":audit shows and checks it.")
    }
}

/// Asks where recorded changes are written to as Markdown.
struct AuditExportForm: Sendable {
    /// The oldest first.
    let changes: [RecordedChange]

    var state: FormState {
        let count = counted(changes.count, "change")
        let field = FormField.text("file", "File", help: "On this machine; when it is left empty, to the clipboard")
        return FormState("Export \(count) as Markdown", [field]) { context, values throws(APIError) in
            let text = AuditMarkdown.text(of: changes)
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
