package import Foundation

extension PlanFile {
    /// The content of the file: JSON, for people to read too.
    package var data: Data { JSONWriter.write(json, layout: .indented) + Data("\n".utf8) }

    private var json: JSONValue {
        let made: JSONValue = [
            "at": .string(maker.time.description), "by": .string(maker.person),
            "account": maker.account.map(JSONValue.string) ?? .null, "with": .string(maker.program),
        ]
        var members: [(String, JSONValue)] = [("format", .string(Self.format)), ("id", .string(id)), ("made", made)]
        if let expiry { members.append(("expires", .string(expiry.description))) }
        if let input { members.append(("input", .string(input))) }
        members.append(("server", ["address": .string(server.description), "name": .string(serverName)]))
        members.append(("steps", .array(steps.map(\.json))))
        return .object(JSONObject(members))
    }
}

extension PlanFile.Step {
    fileprivate var json: JSONValue {
        var members: [(String, JSONValue)] = [
            ("id", .string(id)), ("title", .string(title)), ("record", .string(record)),
            ("danger", .string(danger.letter)),
        ]
        if !changes.isEmpty { members.append(("changes", .array(changes.map(\.json)))) }
        if !impact.isEmpty { members.append(("impact", .array(impact.map(JSONValue.string)))) }
        if !warnings.isEmpty { members.append(("warnings", .array(warnings.map(JSONValue.string)))) }
        members.append(("request", call.planJSON))
        if let base { members.append(("base", base.planJSON)) }
        if !further.isEmpty { members.append(("further", .array(further.map(\.planJSON)))) }
        if let result { members.append(("result", part(result))) }
        if let undo { members.append(("undo", undo.planJSON)) }
        if let wayBack { members.append(("wayBack", wayBack.json)) }
        if !state.isEmpty { members.append(("state", .object(JSONObject(state.map { ($0.name, $0.value) })))) }
        return .object(JSONObject(members))
    }

    /// The members that matter, of a record that may be large.
    private func part(_ record: JSONValue) -> JSONValue {
        guard let members = base?.members, !record.isNull else { return record }
        return .object(JSONObject(members.compactMap { name in record[name].map { (name, $0) } }))
    }
}

extension Call {
    fileprivate var planJSON: JSONValue {
        func pairs(_ items: [(String, String)]) -> JSONValue {
            .array(items.map { [.string($0.0), .string($0.1)] })
        }
        var members: [(String, JSONValue)] = [("operation", .string(operation.id))]
        let path = path.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
        if !path.isEmpty { members.append(("path", .object(JSONObject(path)))) }
        if !query.isEmpty { members.append(("query", pairs(query.map { ($0.name, $0.value) }))) }
        if !headers.fields.isEmpty { members.append(("headers", pairs(headers.fields.map { ($0.name, $0.value) }))) }
        switch body {
        case .json(let value): members.append(("body", value))
        case .form(let items): members.append(("form", pairs(items.map { ($0.name, $0.value) })))
        // A plan with such a body is not kept in a file.
        case .bytes, nil: break
        }
        return .object(JSONObject(members))
    }
}

extension Precondition {
    fileprivate var planJSON: JSONValue {
        var members: [(String, JSONValue)] = [("read", read.planJSON)]
        if let names = self.members { members.append(("members", .array(names.map(JSONValue.string)))) }
        if let item { members.append(("item", [.string(item.member), .string(item.value)])) }
        if let entries {
            let labels = entries.labels.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
            members.append(
                (
                    "entries",
                    [
                        "member": .string(entries.member), "inside": .string(entries.inside),
                        "outside": .string(entries.outside), "labels": .object(JSONObject(labels)),
                    ]
                ))
        }
        if let holdings {
            members.append(
                ("holdings", ["kind": .string(holdings.kind.rawValue), "of": .string(holdings.holder)]))
        }
        let names = self.members
        let value =
            names.map { names in
                JSONValue.object(JSONObject(names.compactMap { name in base[name].map { (name, $0) } }))
            }
            ?? base
        members.append(("value", value))
        return .object(JSONObject(members))
    }
}
