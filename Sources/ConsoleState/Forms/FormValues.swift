/// What a form holds, by the ids of its fields.
package struct FormValues: Sendable, Equatable {
    package enum Value: Sendable, Equatable {
        case text(String)
        case flag(Bool)
        case lines([String])
    }

    private let values: [String: Value]
    /// The fields that are not as they were when the form was opened.
    package let changed: Set<String>

    init(_ fields: [FormField]) {
        values = Dictionary(fields.map { ($0.id, $0.value) }, uniquingKeysWith: { first, _ in first })
        changed = Set(fields.filter(\.isChanged).map(\.id))
    }

    /// A text without blanks around it, or the id of the option chosen; empty when there is no such field.
    package func text(_ id: String) -> String {
        if case .text(let text) = values[id] { text } else { "" }
    }

    /// The texts and lines by the ids of their fields; lines are joined by line breaks.
    var texts: [String: String] {
        values.compactMapValues { value in
            switch value {
            case .text(let text): text
            case .lines(let lines): lines.joined(separator: "\n")
            case .flag: nil
            }
        }
    }

    /// Whether a toggle is on; false when there is no such field.
    package func flag(_ id: String) -> Bool { values[id] == .flag(true) }

    /// The lines that hold something: their texts, or the ids of the options they name.
    package func lines(_ id: String) -> [String] {
        if case .lines(let lines) = values[id] { lines } else { [] }
    }
}
