import SisenseClient

/// Replaces ids by the records they stand for.
struct Expansion {
    let database: Database
    /// True for a caller who may read the records of all users.
    private let showsUsers: Bool
    /// The number of records that may still be put in; a few nested groups of a big server would otherwise be gigabytes.
    private var budget = 1_000_000

    init(_ database: Database, for caller: Caller?) {
        self.database = database
        showsUsers = caller?.may(.administrator) ?? false
    }

    /// - Throws: 404 with code 202 for a name that this resource cannot expand.
    static func check(_ nodes: [ExpandNode], of resource: Resource) throws(APIError) {
        for node in nodes {
            guard let target = resource.relations[node.name] else { throw ExpandNode.invalid(node.name) }
            if let target {
                try check(node.children, of: target)
            } else if !node.children.isEmpty {
                throw ExpandNode.invalid(node.name)
            }
        }
    }

    /// The nodes have passed `check`.
    mutating func expand(
        _ record: JSONObject, _ nodes: [ExpandNode], of resource: Resource
    ) throws(APIError) -> JSONObject {
        // The widgets of a published version are inside it, and answered to those who ask for them.
        var record = resource == .dashboard && !nodes.contains { $0.name == "widgets" } ? record.withoutWidgets : record
        for node in nodes {
            guard let target = resource.relations[node.name] ?? nil else { continue }
            switch try members(node, of: record, resource) {
            case .many(let records):
                var expanded: [JSONValue] = []
                for item in records { expanded.append(.object(try finished(item, node, target))) }
                record[node.name] = .array(expanded)
            case .one(let item):
                if let item { record[node.name] = .object(try finished(item, node, target)) }
            }
        }
        return record
    }

    private mutating func finished(
        _ record: JSONObject, _ node: ExpandNode, _ resource: Resource
    ) throws(APIError) -> JSONObject {
        budget -= 1
        guard budget > 0 else { throw .invalid("This expand asks for more than a million records") }
        let shown = resource == .user && !showsUsers ? UserCard.of(record) : record
        return node.fields.apply(to: try expand(shown, node.children, of: resource))
    }

    private enum Members {
        case one(JSONObject?)
        case many([JSONObject])
    }

    private func members(
        _ node: ExpandNode, of record: JSONObject, _ resource: Resource
    ) throws(APIError) -> Members {
        switch (resource, node.name) {
        case (.user, "groups"), (.user, "adgroups"):
            let ids = record[node.name]?.array?.compactMap(\.string) ?? []
            return .many(ids.compactMap { database[.groups][$0] })
        case (.user, "role"), (.group, "role"):
            return .one(record["roleId"]?.string.flatMap { database[.roles][$0] }.map(Roles.short))
        case (.group, "users"):
            return .many(database.members(ofGroup: record["_id"]?.string ?? ""))
        case (.dashboard, "widgets"):
            guard record["widgets"] == nil else { return .many(record.objects("widgets")) }
            return .many(database.widgets(of: record.text("oid")))
        case (.dashboard, "parentFolder"):
            return .one(record["parentFolder"]?.string.flatMap { database[.folders][$0] })
        case (.dashboard, "owner"), (.folder, "owner"):
            return .one(record["owner"]?.string.flatMap { database[.users][$0] })
        case (.folder, "dashboards"):
            return .many(database[.dashboards].records("parentFolder", record["oid"]?.string ?? ""))
        case (.share, "user") where record["type"]?.string == "user":
            return .one(record["shareId"]?.string.flatMap { database[.users][$0] })
        case (.share, "group") where record["type"]?.string == "group":
            return .one(record["shareId"]?.string.flatMap { database[.groups][$0] })
        case (.ldapDomain, "users"):
            return .many(database[.users].records("ldapDomainId", record["_id"]?.string ?? ""))
        case (.dataset, "connection"):
            // An expanded connection comes without its parameters, which hold passwords.
            return .one(
                record["connection"]?.string.flatMap { database[.connections][$0] }.map { connection in
                    var connection = connection
                    connection["parameters"] = nil
                    return connection
                })
        default: return .one(nil)
        }
    }
}

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
