extension Operation {
    /// Everything the catalogue knows of the operation, for listings and for programs.
    package func json(group: String) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("method", .string(method.rawValue)), ("path", .string(template.description)),
            ("api", .string(version.rawValue)), ("group", .string(group)), ("summary", .string(summary)),
            ("writes", .bool(writes)), ("danger", .string(danger.letter)), ("change", .string(change.rawValue)),
            ("parameters", .array(parameters.map(\.json))),
            ("answers", .array(answers.map(\.json))),
        ]
        if !expandable.isEmpty { members.append(("expandable", .array(expandable.map(JSONValue.string)))) }
        if !notes.isEmpty { members.append(("notes", .string(notes))) }
        return .object(JSONObject(members))
    }
}

extension Parameter {
    fileprivate var json: JSONValue {
        var members: [(String, JSONValue)] = [
            ("name", .string(name)), ("in", .string(place.rawValue)), ("type", .string(kind.rawValue)),
            ("required", .bool(isRequired)), ("meaning", .string(meaning)),
        ]
        if !choices.isEmpty { members.append(("choices", .array(choices.map(JSONValue.string)))) }
        return .object(JSONObject(members))
    }
}

extension Answer {
    fileprivate var json: JSONValue {
        var members: [(String, JSONValue)] = [
            ("status", .number(JSONNumber(status))), ("meaning", .string(meaning)),
        ]
        if !codes.isEmpty {
            let texts = codes.map { code in
                JSONValue.string("\(code) \(ServerCode.meaning(code) ?? "")")
            }
            members.append(("codes", .array(texts)))
        }
        return .object(JSONObject(members))
    }
}
