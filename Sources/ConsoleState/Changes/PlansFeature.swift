import Foundation
import SisenseClient

extension ListFeature {
    /// The changes that dry runs of this session kept from being sent, in the order to send them in.
    static let plans = ListFeature(
        .plans, title: "Plans", noun: "plans", rows: PlanRow.layout, commands: planCommands,
        emptyText: "No plans. :dryrun on records changes here instead of sending them.", isLocal: true,
        recordHeading: "Body",
        load: { context, take throws(APIError) in
            await PlanRow.layout.hand(PlanRow.all(context.dependencies.plans.all), to: take)
        },
        read: { context, id throws(APIError) in
            guard let row = PlanRow.all(context.dependencies.plans.all).first(where: { $0.entry.plan.rowID == id })
            else { throw APIError(.notFound, message: "This plan no longer exists.", request: "", server: "") }
            return row.record
        })

    private static let planCommands: [ListCommand] = [
        .changeShown(
            "send", keys: "Ctrl-S", hint: "send", "Send…",
            menu: .edit(nil, "Previews all plans, or the marked ones, and sends them in their order.")
        ) { context, ids throws(APIError) in
            guard !context.client.policy.isDryRun else {
                throw APIError(
                    .notAllowed, message: "Nothing is sent while the dry run is on.", request: "",
                    server: context.client.server.description, nextStep: "Turn it off with :dryrun off.")
            }
            return try await context.dependencies.plans.composed(ids, on: context.client)
        },
        .run(
            "drop", keys: "d Del", hint: "drop", "Drop",
            menu: .edit(nil, "Takes the plans out of the list. Nothing was sent, so nothing is to be undone."),
            about: .chosen
        ) { state in
            [.write(.plansEdited(.dropped(Set(state.list?.targets ?? []))))]
        },
        .run(
            "move-up", keys: "<", "Move up", menu: .edit(nil, "Plans are sent from the first to the last."), about: .one
        ) { moved($0, by: -1) },
        .run(
            "move-down", keys: ">", "Move down", menu: .edit(nil, "Plans are sent from the first to the last."),
            about: .one
        ) { moved($0, by: 1) },
        .create(
            "open-file", keys: "o", hint: "open file", "Open a plan file…",
            menu: .list("o", "Adds the changes of a plan file, made by you or somebody else.")
        ) { _, _ throws(APIError) in PlanFileOpening.form },
        .formShown(
            "file", keys: "W", hint: "plan file", "Write as a plan file…",
            menu: .content(nil, "To be reviewed, and sent by sisense-console apply.")
        ) { context, ids throws(APIError) in
            PlanFileForm(plans: try await context.dependencies.plans.composed(ids, on: context.client)).state
        },
        .formShown(
            "script", keys: "w", hint: "script", "Write as a shell script…",
            menu: .content(nil, "Calls of curl, with the token taken from the environment.")
        ) { context, ids throws(APIError) in
            PlanScriptForm(plans: try await context.dependencies.plans.composed(ids, on: context.client)).state
        },
    ]

    @Sendable private static func moved(_ state: ConsoleState, by steps: Int) -> [ConsoleAction] {
        state.list?.subject.map { [.write(.plansEdited(.moved($0, by: steps)))] } ?? []
    }
}

/// A plan that waits, as a row.
private struct PlanRow: Sendable {
    let entry: PlanLog.Entry
    let number: Int
    /// The relation to an earlier plan about the same record; empty when there is none.
    let note: String

    static let layout = RowLayout<PlanRow>(
        [
            Column("number", "#", 3, priority: 9, sortedBy: { Double($0.number) }) { "\($0.number)" },
            Column("time", "Time", 17, kind: .time, priority: 6, sortedBy: { Timestamp($0.entry.time).sortKey }) {
                Timestamp($0.entry.time).minuteText
            },
            Column("title", "Change", 20, priority: 9, isName: true) { $0.entry.plan.title },
            Column("danger", "Danger", 11, kind: .aside, priority: 7) { $0.entry.plan.danger.title },
            Column("note", "Same record", 14, kind: .aside, priority: 8) { $0.note },
            Column("request", "Request", 24, priority: 5) { $0.entry.plan.call.line },
        ],
        id: { $0.entry.plan.rowID },
        style: { $0.note.hasPrefix(Self.contradiction) ? RowStyle(.warning, .attention) : .plain })

    private static let contradiction = "against"

    /// The rows, with how each stands to those before it.
    static func all(_ entries: [PlanLog.Entry]) -> [PlanRow] {
        let composition = PlanComposition(entries.map(\.plan))
        let numbers = Dictionary(entries.enumerated().map { ($0.element.plan.id, $0.offset + 1) }) { $1 }
        var notes: [RequestPlan.ID: String] = [:]
        for parts in composition.parts {
            guard let first = parts.first.flatMap({ numbers[$0] }) else { continue }
            for part in parts.dropFirst() { notes[part] = "one with \(first)" }
        }
        let firsts = Dictionary(zip(composition.plans.map(\.id), composition.parts.map { $0.first })) { $1 }
        for (id, other) in composition.contradictions {
            let first = (firsts[other] ?? other).flatMap { numbers[$0] }
            notes[id] = first.map { "\(contradiction) \($0)" }
        }
        return entries.enumerated().map { index, entry in
            PlanRow(entry: entry, number: index + 1, note: notes[entry.plan.id] ?? "")
        }
    }

    var record: ListRecord {
        let plan = entry.plan
        let changes = plan.diff?.lines.map { "\($0.sign.rawValue) \($0.text)" } ?? []
        let sections = [
            RecordBlock("Affects", plan.impact + plan.warnings.map { "! \($0)" }),
            RecordBlock("Changes", changes), RecordBlock("The request", plan.requestText),
        ]
        let body: JSONValue = if case .json(let value) = plan.call.body { Redactor.json(value) } else { .null }
        return ListRecord(
            row: Self.layout.row(self), json: body, blocks: sections.filter { !$0.lines.isEmpty })
    }
}

/// Asks for the file that planned changes are written to as a shell script.
struct PlanScriptForm: Sendable {
    let plans: [RequestPlan]

    var state: FormState {
        PlanExport.form(plans, "as a script", "~/planned.sh", help: "For sh, curl and jq, without tokens and secrets") {
            context throws(PlanFileError) in
            let script = PlanScript(plans, made: Timestamp(context.dependencies.now()))
            return PlanExport(Data(script.text.utf8), hint: "sh runs it")
        }
    }
}

/// Asks for the file that planned changes are written to as a plan file.
struct PlanFileForm: Sendable {
    let plans: [RequestPlan]

    var state: FormState {
        let help = "JSON without secrets, to be shown and applied by sisense-console, by you or somebody else"
        return PlanExport.form(plans, "as a plan file", "~/planned.json", help: help) { context throws(PlanFileError) in
            let file = try PlanFile(
                plans, for: context.client, serverName: context.serverName, at: context.dependencies.now()
            ).expiring(isProduction: context.dependencies.planFileRules.isProduction)
            return PlanExport(file.data, hint: "sisense-console apply sends it")
        }
    }
}

/// The content of a file with plans, and what can be done with it.
private struct PlanExport {
    let data: Data
    let hint: String

    init(_ data: Data, hint: String) { (self.data, self.hint) = (data, hint) }

    static func form(
        _ plans: [RequestPlan], _ kind: String, _ path: String, help: String,
        content: @escaping @Sendable (WorkContext) throws(PlanFileError) -> PlanExport
    ) -> FormState {
        let count = counted(plans.count, "plan")
        let fields: [FormField] = [.text("file", "File", path, isRequired: true, help: help)]
        return FormState("Write \(count) \(kind)", fields) { context, values throws(APIError) in
            do {
                let file = try content(context)
                try LocalFile.write(file.data, to: values.text("file"))
                return .form(.completed(Message(.ok, "\(count) written to \(values.text("file")); \(file.hint)")))
            } catch let error as LocalFile.Problem {
                return .form(.refused(field: "file", error.text))
            } catch {
                return .form(.refused(field: "file", "\(error)"))
            }
        }
    }
}
