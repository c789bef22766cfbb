/// Another record that this one points to: an id, or the object itself where the request expanded it.
package struct Reference: Sendable, Hashable, Identifiable {
    package let id: String
    /// Known only when it was expanded.
    package let name: String?

    package init(id: String, name: String? = nil) {
        self.id = id
        self.name = name
    }

    /// Nil for a value that names nothing.
    package init?(_ value: JSONValue?) {
        switch value {
        case .string(let id)? where !id.isEmpty: self.init(id: id)
        case .object?:
            guard let id = value?.id else { return nil }
            self.init(id: id, name: value?.text("name", "title", "userName", "email"))
        default: return nil
        }
    }
}
