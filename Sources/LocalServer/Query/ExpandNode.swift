/// One member that `expand` replaces by what it refers to, with the members inside it: `groups(fields:name)` or
/// `groups,groups.users` (seeds/001, Expand).
struct ExpandNode: Sendable, Equatable {
    let name: String
    var fields = FieldSelection.all
    var children: [ExpandNode] = []

    /// Deeper chains have no use and could be made to grow without end: users, their groups, their users …
    private static let depthLimit = 4

    /// - Throws: 404 with code 202 for a text that is no list of members.
    static func parse(_ text: String) throws(APIError) -> [ExpandNode] {
        var nodes: [ExpandNode] = []
        for item in try split(text) {
            let open = item.firstIndex(of: "(") ?? item.endIndex
            let path = item[..<open].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard path.allSatisfy({ !$0.isEmpty }), path.count <= depthLimit else { throw invalid(text) }
            try insert(path[...], fields: try options(item[open...], of: text), into: &nodes)
        }
        return nodes
    }

    static func invalid(_ text: String) -> APIError {
        APIError(status: 404, code: 202, message: "Invalid expand parameter '\(text)'")
    }

    /// The items between the commas that stand outside brackets.
    private static func split(_ text: String) throws(APIError) -> [Substring] {
        var items: [Substring] = []
        var start = text.startIndex
        var isInside = false
        for index in text.indices {
            switch text[index] {
            case "(" where !isInside: isInside = true
            case ")" where isInside: isInside = false
            case "(", ")": throw invalid(text)
            case "," where !isInside:
                items.append(text[start..<index])
                start = text.index(after: index)
            default: break
            }
        }
        guard !isInside else { throw invalid(text) }
        items.append(text[start...])
        return items.filter { !$0.isEmpty }
    }

    /// Reads `(fields:name,mail)`.
    private static func options(_ part: Substring, of text: String) throws(APIError) -> FieldSelection {
        guard !part.isEmpty else { return .all }
        guard part.hasPrefix("(fields:"), part.hasSuffix(")") else { throw invalid(text) }
        return try FieldSelection(String(part.dropFirst(8).dropLast()))
    }

    /// `groups.users` asks for the users in groups that are expanded too, whether or not `groups` was named before.
    private static func insert(
        _ path: ArraySlice<String>, fields: FieldSelection, into nodes: inout [ExpandNode]
    ) throws(APIError) {
        guard let name = path.first else { return }
        let index = nodes.firstIndex { $0.name == name } ?? nodes.count
        if index == nodes.count { nodes.append(ExpandNode(name: name)) }
        if path.count == 1 {
            nodes[index].fields = fields
        } else {
            try insert(path.dropFirst(), fields: fields, into: &nodes[index].children)
        }
    }
}
