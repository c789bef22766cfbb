/// An object of a plan file and its place, for errors that say where.
struct PlanNode {
    private let object: JSONObject
    private let kind: String?
    private let path: String

    init(_ value: JSONValue, at path: String = "") {
        (object, kind, self.path) = (value.object ?? JSONObject(), value.object == nil ? value.kind : nil, path)
    }

    func error(_ name: String, _ message: String) -> PlanFileError { PlanFileError(position(name), message) }

    private func position(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    /// Refuses members of other names: one that is misspelt must not be passed over.
    func allow(_ names: String...) throws(PlanFileError) {
        if let kind { throw PlanFileError(path, "an object is expected, not \(kind)") }
        for key in object.keys where !names.contains(key) { throw error(key, "no member with this name") }
    }

    /// A value of any kind; nil where there is none.
    func value(_ name: String) -> JSONValue? { object[name] }

    func string(_ name: String) throws(PlanFileError) -> String {
        guard let value = object[name] else { throw error(name, "is missing") }
        guard let text = value.string else { throw error(name, "a text is expected, not \(value.kind)") }
        return text
    }

    /// A text that may be missing or null.
    func text(_ name: String) throws(PlanFileError) -> String? {
        object[name] ?? .null == .null ? nil : try string(name)
    }

    /// An object that must be there.
    func node(_ name: String) throws(PlanFileError) -> PlanNode {
        guard let child = try child(name) else { throw error(name, "is missing") }
        return child
    }

    /// An object that may be missing.
    func child(_ name: String) throws(PlanFileError) -> PlanNode? {
        guard let value = object[name] else { return nil }
        guard value.object != nil else { throw error(name, "an object is expected, not \(value.kind)") }
        return PlanNode(value, at: position(name))
    }

    /// The objects of a list; none where it is missing.
    func nodes(_ name: String) throws(PlanFileError) -> [PlanNode] {
        var nodes: [PlanNode] = []
        for (index, item) in try list(name).enumerated() {
            guard item.object != nil else {
                throw error("\(name)[\(index)]", "an object is expected, not \(item.kind)")
            }
            nodes.append(PlanNode(item, at: position("\(name)[\(index)]")))
        }
        return nodes
    }

    /// The texts of a list; none where it is missing.
    func texts(_ name: String) throws(PlanFileError) -> [String] {
        var texts: [String] = []
        for (index, item) in try list(name).enumerated() {
            guard let text = item.string else {
                throw error("\(name)[\(index)]", "a text is expected, not \(item.kind)")
            }
            texts.append(text)
        }
        return texts
    }

    /// The pairs of texts of a list; none where it is missing.
    func pairs(_ name: String) throws(PlanFileError) -> [(String, String)] {
        var pairs: [(String, String)] = []
        for (index, item) in try list(name).enumerated() {
            let texts = (item.array ?? []).compactMap(\.string)
            guard texts.count == 2, item.array?.count == 2 else {
                throw error("\(name)[\(index)]", "a name and a value are expected")
            }
            pairs.append((texts[0], texts[1]))
        }
        return pairs
    }

    /// The texts of an object by their names; none where it is missing.
    func table(_ name: String) throws(PlanFileError) -> [String: String] {
        guard let child = try child(name) else { return [:] }
        var table: [String: String] = [:]
        for key in child.object.keys { table[key] = try child.string(key) }
        return table
    }

    private func list(_ name: String) throws(PlanFileError) -> [JSONValue] {
        guard let value = object[name] else { return [] }
        guard let items = value.array else { throw error(name, "a list is expected, not \(value.kind)") }
        return items
    }
}
