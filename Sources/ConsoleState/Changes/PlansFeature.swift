import Foundation
import SisenseClient

extension ListFeature {
    /// The changes that dry runs of this session kept from being sent, in their order.
    static let plans = ListFeature(
        pane: .plans,
        noun: "plans",
        columns: columns,
        isLocal: true,
        recordHeading: "What it carries",
        load: { environment, take throws(APIError) in
            let rows = environment.plans.all.enumerated().map { row($0.element, number: $0.offset) }
            for start in stride(from: 0, to: rows.count, by: RowRef.pageCapacity) {
                await take(RowPage(rows[start...].prefix(RowRef.pageCapacity), columns: columns.count))
            }
        },
        read: { environment, id throws(APIError) in
            let entries = environment.plans.all
            guard let number = Int(id.description), entries.indices.contains(number) else {
                throw APIError(.notFound, message: "There is no such plan.", request: "", server: "")
            }
            return record(entries[number], number: number)
        },
        forms: [
            "script": { environment, ids throws(APIError) in
                let entries = environment.plans.all
                // Sent in the order they were planned, whatever order they were marked in.
                let chosen = ids.compactMap { Int($0.description) }.sorted().filter(entries.indices.contains)
                return PlanScriptForm(plans: chosen.map { entries[$0].plan }).state
            }
        ])

    private static let columns = [
        ListColumn("title", "Change"), ListColumn("time", "Time"), ListColumn("danger", "Class"),
        ListColumn("request", "Request"),
    ]

    private static func row(_ entry: PlanLog.Entry, number: Int) -> RowContent {
        let plan = entry.plan
        return RowContent(
            id: RecordID(String(number)),
            cells: [plan.title, Timestamp(entry.time).minuteText, plan.danger.letter, plan.call.line])
    }

    private static func record(_ entry: PlanLog.Entry, number: Int) -> ListRecord {
        let plan = entry.plan
        let changes = plan.diff?.lines.map { "\($0.sign.rawValue) \($0.text)" } ?? []
        let sections = [
            DetailSection("Who is hit", plan.impact + plan.warnings.map { "! \($0)" }),
            DetailSection("What changes", changes), DetailSection("The request", plan.requestText),
        ]
        let body: JSONValue = if case .json(let value) = plan.call.body { Redactor.json(value) } else { .null }
        return ListRecord(row: row(entry, number: number), json: body, sections: sections.filter { !$0.lines.isEmpty })
    }
}
