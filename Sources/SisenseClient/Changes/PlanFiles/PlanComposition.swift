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
            guard let composed = Self.compose(plans[index], plan).map({ $0.coming(from: plan.source) }) else {
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

    /// Both in one, in which the later counts where both change the same; nil where they are different operations, or
    /// cannot be told apart from what they rest on.
    private static func compose(_ first: RequestPlan, _ second: RequestPlan) -> RequestPlan? {
        // What is sent by the leave of a file is what was approved in it, and nothing that was planned beside it.
        guard first.source == second.source, first.call.operation == second.call.operation,
            first.call.path == second.call.path, first.call.query == second.call.query,
            case .json(let firstBody) = first.call.body, case .json(let secondBody) = second.call.body,
            first.whenDue == nil, second.whenDue == nil,
            first.wayBack == nil, second.wayBack == nil, first.conflict == nil, second.conflict == nil
        else { return nil }
        if let check = first.precondition, let left = check.entries, let right = second.precondition?.entries {
            return composedEntries(first, second, left.joined(with: right), firstBody, secondBody)
        }
        let isWhole = first.call.operation.change == .replace
        guard let base = sharedBase(first, second, isWhole: isWhole), let one = first.result, let two = second.result
        else { return nil }
        let (mine, theirs) = isWhole ? (two, one) : (joined(base, two) ?? two, joined(base, one) ?? one)
        let merge = JSONMerge(base: base, mine: mine, theirs: theirs)
        let result = merge.merged(contested: .mine)
        let body =
            isWhole
            ? JSONMerge(base: first.inverse?.jsonBody ?? base, mine: secondBody, theirs: firstBody)
                .merged(contested: .mine)
            : joined(firstBody, secondBody).map { part(result, of: $0) }
        let undo: JSONValue? =
            isWhole
            ? first.inverse?.jsonBody
            : first.inverse?.jsonBody.flatMap { old in second.inverse?.jsonBody.flatMap { joined($0, old) } }
        guard let body, let call = first.call.with(body) else { return nil }
        let later =
            first.title == second.title
            ? "The later of two changes called \"\(second.title)\" counts where both change the same."
            : "\"\(second.title)\" counts where \"\(first.title)\" changes the same."
        let replaced = merge.isContested ? [later] : []
        return RequestPlan(
            title: heading(first, second), call: call,
            danger: max(first.danger, second.danger), target: first.target, base: base,
            result: result,
            inverse: undo.flatMap(first.call.with), impact: union(first.impact, second.impact),
            warnings: union(first.warnings, second.warnings) + replaced, precondition: joined(first, second, on: base),
            changes: statedChanges(first, second), names: first.names.joined(second.names),
            seats: seats(first, second), undoImpact: union(first.undoImpact, second.undoImpact))
    }

    /// The state that both rest on; nil where they rest on different ones. A plan from a file knows no more of its record
    /// than the members that it changes.
    private static func sharedBase(_ first: RequestPlan, _ second: RequestPlan, isWhole: Bool) -> JSONValue? {
        guard let one = first.base, let two = second.base else { return nil }
        let rules = DocumentRules.sisense
        if isWhole || one.object == nil { return rules.areSame(one, two) ? one : Optional.none }
        let members = second.precondition?.members ?? two.object?.keys ?? []
        let isSame = members.allSatisfy { name in one[name].map { rules.areSame($0, two[name], at: name) } ?? true }
        return isSame ? joined(one, two) : Optional.none
    }

    /// The same entries of one list, put in or taken out by both.
    private static func composedEntries(
        _ first: RequestPlan, _ second: RequestPlan, _ entries: Precondition.Entries, _ firstBody: JSONValue,
        _ secondBody: JSONValue
    ) -> RequestPlan? {
        guard let one = firstBody.array, let two = secondBody.array, let check = first.precondition,
            let base = first.base.flatMap({ joined($0, second.base ?? .null) }),
            let result = first.result.flatMap({ joined($0, second.result ?? .null) }),
            let call = first.call.with(.array(one + two.filter { !one.contains($0) }))
        else { return nil }
        let old = first.inverse?.jsonBody?.array ?? []
        let both = old + (second.inverse?.jsonBody?.array ?? []).filter { !old.contains($0) }
        return RequestPlan(
            title: heading(first, second), call: call, danger: max(first.danger, second.danger), target: first.target,
            base: base, result: result, inverse: first.inverse?.with(.array(both)),
            impact: union(first.impact, second.impact), warnings: union(first.warnings, second.warnings),
            precondition: Precondition(read: check.read, base: base, entries: entries),
            changes: first.statedChanges + second.statedChanges.filter { !first.statedChanges.contains($0) },
            names: first.names.joined(second.names), undoImpact: union(first.undoImpact, second.undoImpact))
    }

    /// Both headings, or one where they say the same.
    private static func heading(_ first: RequestPlan, _ second: RequestPlan) -> PlanTitle {
        first.title == second.title
            ? first.heading : PlanTitle(stringLiteral: "\(first.title), \(second.title.lowercasedFirst)")
    }

    /// What the documents tell need not be stated, unless a part of it is.
    private static func statedChanges(_ first: RequestPlan, _ second: RequestPlan) -> [FieldChange] {
        first.statedChanges.isEmpty && second.statedChanges.isEmpty ? [] : joined(first.changes, second.changes)
    }

    /// A seat that one takes and the other frees is neither.
    private static func seats(_ first: RequestPlan, _ second: RequestPlan) -> SeatChange {
        first.seats == second.seats ? first.seats : first.seats + second.seats
    }

    /// The members of `record` that `body` has, so that two lists that were edited are merged in it.
    private static func part(_ record: JSONValue, of body: JSONValue) -> JSONValue {
        .object(JSONObject((body.object?.members ?? []).map { ($0.key, record[$0.key] ?? $0.value) }))
    }

    /// The members of both; those of the later count.
    private static func joined(_ one: JSONValue, _ two: JSONValue) -> JSONValue? {
        guard one.object != nil, let members = two.object?.members else { return nil }
        var joined = one
        for member in members { joined[member.key] = member.value }
        return joined
    }

    /// The words of both. What both change from one value to another goes from what the first found to what the second
    /// leaves.
    private static func joined(_ one: [FieldChange], _ two: [FieldChange]) -> [FieldChange] {
        func isReplaced(_ change: FieldChange, by other: FieldChange) -> Bool {
            change == other || change.name == other.name && change.new != nil && other.old != nil && other.new != nil
        }
        let kept = one.filter { change in !two.contains { isReplaced(change, by: $0) } }
        return kept + two
    }

    private static func joined(_ first: RequestPlan, _ second: RequestPlan, on base: JSONValue) -> Precondition? {
        guard let check = first.precondition else { return nil }
        let members = check.members.flatMap { names in
            second.precondition?.members.map { Set(names).union($0).sorted() }
        }
        return Precondition(read: check.read, base: base, members: members, item: check.item)
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
