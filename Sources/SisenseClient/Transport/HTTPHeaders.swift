/// Header fields in the order they came. Names are compared without regard to case (RFC 9110 section 5.1).
package struct HTTPHeaders: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    package struct Field: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    package private(set) var fields: [Field] = []

    package init(_ fields: [(String, String)] = []) {
        self.fields = fields.map { Field(name: $0.0, value: $0.1) }
    }

    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements)
    }

    /// The values of a field joined by commas (RFC 9110 section 5.3); nil when it is not there. Setting replaces all
    /// fields of that name.
    package subscript(_ name: String) -> String? {
        get {
            let values = self.values(name)
            return values.isEmpty ? nil : values.joined(separator: ", ")
        }
        set {
            fields.removeAll { $0.name.caseInsensitiveCompare(name) }
            if let newValue { fields.append(Field(name: name, value: newValue)) }
        }
    }

    /// All values under a name, in whatever letters that is written, in their order.
    package func values(_ name: String) -> [String] {
        fields.filter { $0.name.caseInsensitiveCompare(name) }.map(\.value)
    }

    /// Adds a line to the value of the last field (RFC 9112 section 5.2, obsolete but alive).
    mutating func continueLast(_ text: String) {
        guard let last = fields.popLast() else { return }
        fields.append(Field(name: last.name, value: last.value + " " + text))
    }

    /// Adds a field beside those of the same name, as `Set-Cookie` and `Vary` may come several times.
    package mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }
}

extension String {
    fileprivate func caseInsensitiveCompare(_ other: String) -> Bool {
        utf8.count == other.utf8.count && lowercased() == other.lowercased()
    }
}
