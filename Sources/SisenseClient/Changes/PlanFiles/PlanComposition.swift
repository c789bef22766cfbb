/// Plans that were made one after the other on the same state of the server, put together so that none stands in the
/// way of another: those that change one record in the same way become one.
package struct PlanComposition: Sendable {
    /// The plans, in the order of the first of those that each is made of.
    package private(set) var plans: [RequestPlan] = []
    /// The ids of the plans that each is made of.
    package private(set) var parts: [[RequestPlan.ID]] = []

    /// The plans that contradict an earlier one about the same record, by their ids, with the id of that.
    package private(set) var contradictions: [RequestPlan.ID: RequestPlan.ID] = [:]
    /// The indexes of the plans by the read of their record.
    private var byRecord: [String: [Int]] = [:]

    package init(_ all: [RequestPlan]) {
        for plan in all {
            let indexes = plan.precondition.flatMap { byRecord[$0.read.line] } ?? []
            guard let index = indexes.first(where: { Self.isOneRecord(plans[$0], plan) }) else {
                add(plan)
                continue
            }
            guard let composed = Self.compose(plans[index], plan) else {
                let first = plans[index]
                contradictions[plan.id] = first.id
                add(plan.warning(["Changes the same record as \"\(first.title)\": sent after it, it is refused."]))
                continue
            }
            plans[index] = composed
            parts[index].append(plan.id)
        }
    }

    private mutating func add(_ plan: RequestPlan) {
        if let read = plan.precondition?.read.line { byRecord[read, default: []].append(plans.count) }
        plans.append(plan)
        parts.append([plan.id])
    }

    /// True when the second plan can no longer be sent once the first was: both rest on the same part of one record.
    private static func isOneRecord(_ first: RequestPlan, _ second: RequestPlan) -> Bool {
        guard let left = first.precondition, let right = second.precondition, left.read.line == right.read.line,
            left.item == right.item
        else { return false }
        switch (left.entries, right.entries) {
        case (let left?, let right?):
            return left.member == right.member && !Set(left.labels.keys).isDisjoint(with: right.labels.keys)
        case (nil, nil): break
        default: return false
        }
        guard let members = left.members, let others = right.members else { return true }
        return !Set(members).isDisjoint(with: others)
    }

    /// Both in one; nil where they contradict each other, or are different operations.
    private static func compose(_ first: RequestPlan, _ second: RequestPlan) -> RequestPlan? {
        guard first.call.operation == second.call.operation, first.call.path == second.call.path,
            first.call.query == second.call.query, first.base == second.base,
            let base = first.base, let one = first.result, let two = second.result,
            case .json(let firstBody) = first.call.body, case .json(let secondBody) = second.call.body,
            first.precondition?.entries == nil, first.whenDue == nil, second.whenDue == nil,
            first.wayBack == nil, second.wayBack == nil, first.conflict == nil, second.conflict == nil
        else { return nil }
        let isWhole = first.call.operation.change == .replace
        guard let result = merged(base, one, two),
            let body = isWhole
                ? merged(first.inverse?.jsonBody ?? base, firstBody, secondBody) : joined(firstBody, secondBody)
        else { return nil }
        let undo: JSONValue? =
            isWhole
            ? first.inverse?.jsonBody
            : first.inverse?.jsonBody.flatMap { old in second.inverse?.jsonBody.flatMap { joined(old, $0) } }
        guard let call = first.call.with(body) else { return nil }
        return RequestPlan(
            title: PlanTitle(stringLiteral: "\(first.title), \(second.title.lowercasedFirst)"), call: call,
            danger: max(first.danger, second.danger), target: first.target, base: base, result: result,
            inverse: undo.flatMap(first.call.with), impact: union(first.impact, second.impact),
            warnings: union(first.warnings, second.warnings), precondition: joined(first, second),
            changes: first.statedChanges + second.statedChanges, names: first.names.joined(second.names), seats: first.seats + second.seats)
    }

    /// The document with the changes of both; nil where both change the same in different ways.
    private static func merged(_ base: JSONValue, _ one: JSONValue, _ two: JSONValue) -> JSONValue? {
        let merge = JSONMerge(base: base, mine: one, theirs: two)
        // A bare nil would be the JSON value of that name.
        return merge.isContested ? Optional.none : merge.merged(contested: .mine)
    }

    /// The members of both; nil where one member has two values.
    private static func joined(_ one: JSONValue, _ two: JSONValue) -> JSONValue? {
        guard one.object != nil, let members = two.object?.members else { return nil }
        var joined = one
        for member in members {
            guard joined[member.key] ?? member.value == member.value else { return nil }
            joined[member.key] = member.value
        }
        return joined
    }

    private static func joined(_ first: RequestPlan, _ second: RequestPlan) -> Precondition? {
        guard let check = first.precondition else { return nil }
        let members = check.members.flatMap { names in
            second.precondition?.members.map { Set(names).union($0).sorted() }
        }
        return Precondition(read: check.read, base: check.base, members: members, item: check.item)
    }

    private static func union(_ one: [String], _ two: [String]) -> [String] { one + two.filter { !one.contains($0) } }
}

extension Call {
    fileprivate var jsonBody: JSONValue? {
        if case .json(let value)? = body { value } else { nil }
    }

    fileprivate func with(_ body: JSONValue) -> Call? {
        try? Call(operation, path: path, query: query, headers: headers, body: .json(body))
    }
}
