import Foundation

/// The record that a step of a plan file makes, in the requests of later steps: its id is known only once that step was
/// answered, so `made:` and the id of the step stand in its place.
enum MadeRecord {
    private static let prefix = "made:"

    static func reference(to plan: RequestPlan) -> String { reference(toStep: plan.id.uuidString) }

    static func reference(toStep id: String) -> String { prefix + id }

    /// The steps that a request refers to.
    static func steps(in call: Call) -> Set<String> {
        var steps = Set(call.path.values.compactMap(step))
        if case .json(let body)? = call.body { collect(body, &steps) }
        return steps
    }

    private static func step(_ text: String) -> String? {
        text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
    }

    private static func collect(_ value: JSONValue, _ steps: inout Set<String>) {
        switch value {
        case .string(let text): if let step = step(text) { steps.insert(step) }
        case .array(let items): for item in items { collect(item, &steps) }
        case .object(let object): for member in object.members { collect(member.value, &steps) }
        case .null, .bool, .number: break
        }
    }

    /// A value with the ids in the places of the references, as far as they are known.
    static func resolved(_ value: JSONValue, _ ids: [String: String]) -> JSONValue {
        switch value {
        case .string(let text): step(text).flatMap { ids[$0] }.map(JSONValue.string) ?? value
        case .array(let items): .array(items.map { resolved($0, ids) })
        case .object(let object): .object(JSONObject(object.members.map { ($0.key, resolved($0.value, ids)) }))
        case .null, .bool, .number: value
        }
    }
}

extension Call {
    /// The steps of a plan file whose records it refers to.
    package var madeRecords: Set<String> { MadeRecord.steps(in: self) }

    fileprivate func resolving(_ ids: [String: String]) -> Call {
        let path = path.mapValues { MadeRecord.resolved(.string($0), ids).string ?? $0 }
        var body = body
        if case .json(let value)? = body { body = .json(MadeRecord.resolved(value, ids)) }
        return (try? Call(operation, path: path, query: query, headers: headers, body: body)) ?? self
    }
}

extension RequestPlan {
    /// Plans of a file, for a place where each is sent by itself: those that refer to what others make are completed when
    /// their turn has come.
    package static func linked(_ plans: [RequestPlan]) -> [RequestPlan] {
        var makers: [String: (plan: RequestPlan, record: NewRecord)] = [:]
        var linked: [RequestPlan] = []
        for plan in plans {
            var plan = plan
            let needed = plan.call.madeRecords
            if !needed.isEmpty {
                let known = makers.filter { needed.contains($0.key) }
                let (records, waiting) = (known.mapValues { $0.record }, plan)
                plan.whenDue = { client throws(APIError) in
                    var ids: [String: String] = [:]
                    for (step, record) in records { ids[step] = try record.made(for: waiting.title, client) }
                    return waiting.resolving(ids)
                }
                plan = plan.following(known.values.map { $0.plan })
            }
            if Creation.of(plan.call.operation) != nil {
                let record = NewRecord()
                plan = plan.making(record)
                makers[plan.id.uuidString] = (plan, record)
            }
            linked.append(plan)
        }
        return linked
    }

    /// The same plan with the ids of the records that earlier steps have made.
    /// - Parameter ids: The ids, by the steps.
    package func resolving(_ ids: [String: String]) -> RequestPlan {
        guard !call.madeRecords.isDisjoint(with: ids.keys) else { return self }
        return sending(call.resolving(ids)).resulting(in: result.map { MadeRecord.resolved($0, ids) })
    }

    /// The id of the record that it has made, as the answer says; nil for what makes none.
    package func madeID(in answer: Response) -> String? {
        guard let creation = Creation.of(call.operation), let record = try? answer.json() else { return nil }
        return record.text(creation.id)
    }
}
