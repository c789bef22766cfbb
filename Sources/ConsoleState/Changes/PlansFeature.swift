package import Foundation
package import SisenseClient
import Synchronization

extension ListFeature {
    /// The changes that dry runs of this session kept from being sent, in their order.
    static let plans = ListFeature(
        .plans, title: "Plans", noun: "plans", rows: planRows,
        commands: [
            .form("script", keys: "w", hint: "write script", "Write as a shell script…") {
                context, ids throws(APIError) in
                let entries = context.dependencies.plans.all
                // Sent in the order they were planned, whatever order they were marked in.
                let chosen = ids.compactMap { Int($0.description) }.sorted().filter(entries.indices.contains)
                return PlanScriptForm(plans: chosen.map { entries[$0].plan }).state
            }
        ], emptyText: "No plans. :dryrun on records changes here instead of sending them.", isLocal: true,
        recordHeading: "Body",
        load: { context, take throws(APIError) in
            let entries = context.dependencies.plans.all.enumerated().map { (number: $0.offset, entry: $0.element) }
            await planRows.hand(entries, to: take)
        },
        read: { context, id throws(APIError) in
            let entries = context.dependencies.plans.all
            guard let number = Int(id.description), entries.indices.contains(number) else {
                throw APIError(.notFound, message: "This plan no longer exists.", request: "", server: "")
            }
            return record(entries[number], number: number)
        })

    private static let planRows = RowLayout<(number: Int, entry: PlanLog.Entry)>(
        [
            Column("time", "Time", 17, kind: .time, priority: 6, sortedBy: { Timestamp($0.entry.time).sortKey }) {
                Timestamp($0.entry.time).minuteText
            },
            Column("title", "Change", 20, priority: 9, isName: true) { $0.entry.plan.title },
            Column("danger", "Danger", 11, kind: .aside, priority: 7) { $0.entry.plan.danger.title },
            Column("request", "Request", 24, priority: 8) { $0.entry.plan.call.line },
        ],
        id: { RecordID(String($0.number)) })

    private static func record(_ entry: PlanLog.Entry, number: Int) -> ListRecord {
        let plan = entry.plan
        let changes = plan.diff?.lines.map { "\($0.sign.rawValue) \($0.text)" } ?? []
        let sections = [
            RecordBlock("Affects", plan.impact + plan.warnings.map { "! \($0)" }),
            RecordBlock("Changes", changes), RecordBlock("The request", plan.requestText),
        ]
        let body: JSONValue = if case .json(let value) = plan.call.body { Redactor.json(value) } else { .null }
        return ListRecord(
            row: planRows.row((number, entry)), json: body, blocks: sections.filter { !$0.lines.isEmpty })
    }
}

/// The changes that a dry run kept from being sent, as the client reports them: from any thread, at any time.
package final class PlanLog: Sendable {
    /// A plan, and when it would have been sent.
    package struct Entry: Sendable {
        package let plan: RequestPlan
        package let time: Date
    }

    private let entries = Mutex<[Entry]>([])
    private let now: @Sendable () -> Date

    package init(now: @escaping @Sendable () -> Date = { Date() }) {
        self.now = now
    }

    /// Takes a plan that is not sent. This is what `APIClient` gets for its dry runs.
    package func add(_ plan: RequestPlan) {
        entries.withLock { $0.append(Entry(plan: plan, time: now())) }
    }

    /// The entries in the order they were made, which is the order to send them in.
    package var all: [Entry] { entries.withLock(\.self) }
}

/// Asks for the file that planned changes are written to as a shell script.
struct PlanScriptForm: Sendable {
    let plans: [RequestPlan]

    var state: FormState {
        let count = plans.count == 1 ? "1 plan" : "\(plans.count) plans"
        let help = "For sh and curl, without tokens and secrets"
        let fields: [FormField] = [.text("file", "File", "~/planned.sh", isRequired: true, help: help)]
        return FormState("Write \(count) as a script", fields) { context, values throws(APIError) in
            let script = PlanScript(plans, made: Timestamp(context.dependencies.now()))
            do throws(LocalFile.Problem) {
                try LocalFile.write(Data(script.text.utf8), to: values.text("file"))
            } catch {
                return .form(.refused(field: "file", error.text))
            }
            return .form(.completed(Message(.ok, "\(count) written to \(values.text("file")); sh runs it")))
        }
    }
}
