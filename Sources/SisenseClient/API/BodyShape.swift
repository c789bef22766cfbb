/// The members of a JSON body, as far as the words of the catalogue name them:
/// `{"enabled", "originalOwnerRule": "edit" or "view"}; the first is mandatory`.
package struct BodyShape: Sendable, Equatable {
    package struct Member: Sendable, Equatable {
        package let name: String
        /// The catalogue's description of its value; empty when it has none.
        package let hint: String

        /// The only values it takes; empty when any will do.
        package var choices: [String] {
            let words = hint.replacing(" or ", with: ", ").split(separator: ", ").map { $0.filter { $0 != "\"" } }
            let areWords = words.allSatisfy { word in word.allSatisfy { $0.isLetter || $0.isNumber } }
            return hint.contains(" or ") && areWords ? words : []
        }
    }

    package let members: [Member]
    /// True when the body is a list of such objects.
    package let isList: Bool

    /// Nil when the words name no members.
    package init?(_ words: String) {
        let start = words.drop { $0 != "{" }
        guard !start.isEmpty else { return nil }
        var members: [Member] = []
        var depth = 0
        var part = ""
        func end() {
            guard let member = Self.member(part) else { return }
            members.append(member)
        }
        scan: for (offset, character) in start.enumerated() {
            switch character {
            case "{", "[":
                depth += 1
                if depth > 1 { part.append(character) }
            case "}", "]":
                depth -= 1
                if depth == 0 { break scan }
                part.append(character)
            case "," where depth == 1 && Self.beginsMember(start.dropFirst(offset + 1)):
                end()
                part = ""
            default:
                part.append(character)
            }
        }
        end()
        guard !members.isEmpty else { return nil }
        self.members = members
        isList = words.prefix { $0 != "{" }.contains("[")
    }

    /// A body to begin with when it is written by hand: every member, empty.
    package var template: JSONValue {
        let object = JSONValue.object(JSONObject(members.map { ($0.name, "") }))
        return isList ? [object] : object
    }

    private static func beginsMember(_ rest: Substring) -> Bool {
        rest.first { $0 != " " } == "\""
    }

    /// The member of `"name"` or `"name": hint`; nil for anything else.
    private static func member(_ part: String) -> Member? {
        let text = part.drop { $0 == " " }
        guard text.first == "\"" else { return nil }
        let name = text.dropFirst().prefix { $0 != "\"" }
        let hint = text.dropFirst(name.count + 2).drop { $0 == ":" || $0 == " " }
        return name.isEmpty ? nil : Member(name: String(name), hint: String(hint))
    }
}
