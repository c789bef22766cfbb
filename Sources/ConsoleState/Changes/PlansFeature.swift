import Foundation
import SisenseClient

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
        ], isLocal: true, recordHeading: "Body",
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
            Column("time", "Time", 17...17, priority: 6, sortedBy: { Timestamp($0.entry.time).sortKey }) {
                Timestamp($0.entry.time).minuteText
            },
            Column("title", "Change", 20...40, grows: true, priority: 9, isName: true) { $0.entry.plan.title },
            Column("danger", "Class", 6...6, priority: 7) { $0.entry.plan.danger.letter },
            Column("request", "Request", 24...40, grows: true, priority: 8) { $0.entry.plan.call.line },
        ],
        id: { RecordID(String($0.number)) })

    private static func record(_ entry: PlanLog.Entry, number: Int) -> ListRecord {
        let plan = entry.plan
        let changes = plan.diff?.lines.map { "\($0.sign.rawValue) \($0.text)" } ?? []
        let sections = [
            DetailSection("Affects", plan.impact + plan.warnings.map { "! \($0)" }),
            DetailSection("Changes", changes), DetailSection("The request", plan.requestText),
        ]
        let body: JSONValue = if case .json(let value) = plan.call.body { Redactor.json(value) } else { .null }
        return ListRecord(
            row: planRows.row((number, entry)), json: body, sections: sections.filter { !$0.lines.isEmpty })
    }
}
