/// The form of the files as a JSON Schema, so that editors complete and check them.
package enum StateSchema {
    package static let json: JSONValue = [
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Sisense server as files",
        "type": "object",
        "required": ["format"],
        "additionalProperties": false,
        "properties": .object(JSONObject(properties)),
        "$defs": ["secret": secret],
    ]

    private static var properties: [(String, JSONValue)] {
        let own = StateFolder.Member.allCases.map { ($0.rawValue, schema(of: $0)) }
        return own + StateKind.allCases.map { ($0.rawValue, schema(of: $0)) }
    }

    private static func schema(of member: StateFolder.Member) -> JSONValue {
        switch member {
        case .format: ["const": .string(StateFolder.format)]
        case .server:
            object([("kind", choice(ServerKind.allCases.map(\.rawValue)))], about: "The kind of server it is for.")
        case .ignore:
            list(of: text, about: "Paths whose differences do not count, as settings.system.firstday.")
        case .prune:
            object(
                StateKind.allCases.filter { !$0.prunedBy.isEmpty }.map { kind in
                    (kind.rawValue, object(kind.prunedBy.map { ($0, text) }, about: "Patterns; * stands for any text."))
                }, about: "What goes when no file names it.")
        }
    }

    private static func schema(of kind: StateKind) -> JSONValue {
        switch kind {
        case .features: map(to: ["type": "boolean"], about: "Features by their keys.")
        case .roles:
            map(
                to: object([("manifest", ["type": "object"])], required: ["manifest"], about: "What the role may do."),
                about: "Roles by the names of the API.")
        case .groups:
            map(
                to: orNull(object([("was", text)], about: "was: the name before a renaming.")),
                about: "Groups by their names; null removes one.")
        case .users:
            map(
                to: object(
                    [
                        ("was", text), ("role", text), ("groups", list(of: text)), ("active", ["type": "boolean"]),
                        ("firstName", text), ("lastName", text),
                    ], about: "What is not written is left alone; groups is the whole list."),
                about: "Users by their addresses.")
        case .servers:
            map(
                to: orNull(object([("was", text), ("name", text)], required: ["name"], about: "Its label.")),
                about: "Trusted servers by their addresses; null removes one.")
        case .settings:
            object(
                SettingsDocument.allCases.filter { $0.save != nil }.map { ($0.rawValue, settings) },
                about: "Documents of settings: the members that shall have a value.")
        case .origins: list(of: text, about: "All CORS origins, in any order.")
        case .shares:
            map(
                to: object(
                    [
                        ("was", text), ("owner", text),
                        (
                            "with",
                            map(
                                to: choice(Share.Rule.known.map(\.description)), names: "^(group|user):.+",
                                about: "The whole list: a right for each group:NAME and user:ADDRESS.")
                        ), ("publish", ["type": "boolean"]),
                    ], about: "What is not written is left alone."),
                about: "Dashboards by folders and title, or oid: and the id.")
        }
    }

    private static let text: JSONValue = ["type": "string"]

    /// Any value, with secrets by reference at any depth.
    private static let settings: JSONValue = ["type": "object"]

    private static let secret = object(
        [
            ("secret", ["type": "string", "pattern": "^(env|file|command):.+"]),
            ("version", ["type": "integer", "minimum": 1]),
        ], required: ["secret"],
        about: "A secret: where it is found, and a version that rises when it shall be written.")

    private static func choice(_ words: [String]) -> JSONValue { ["enum": .array(words.map(JSONValue.string))] }

    private static func list(of item: JSONValue, about: String? = nil) -> JSONValue {
        described(["type": "array", "items": item, "uniqueItems": true], about)
    }

    private static func object(
        _ members: [(String, JSONValue)], required: [String] = [], about: String
    ) -> JSONValue {
        var schema: JSONValue = [
            "type": "object", "additionalProperties": false, "properties": .object(JSONObject(members)),
        ]
        if !required.isEmpty { schema["required"] = .array(required.map(JSONValue.string)) }
        return described(schema, about)
    }

    private static func map(to value: JSONValue, names: String? = nil, about: String) -> JSONValue {
        var schema: JSONValue = ["type": "object", "additionalProperties": value]
        if let names { schema["propertyNames"] = ["pattern": .string(names)] }
        return described(schema, about)
    }

    private static func orNull(_ schema: JSONValue) -> JSONValue { ["anyOf": [schema, ["type": "null"]]] }

    private static func described(_ schema: JSONValue, _ about: String?) -> JSONValue {
        guard let about else { return schema }
        var schema = schema
        schema["description"] = .string(about)
        return schema
    }
}
