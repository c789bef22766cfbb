import SisenseClient

/// Values picked out of an answer, as `email,preferences.language`: a line for each record of a list, or one line.
struct PickedValues {
    private let paths: [JSONPath]

    /// Nil for a text that names nothing.
    init?(_ text: String) {
        paths = text.split(separator: ",").map { JSONPath(dotted: String($0)) }
        if paths.isEmpty { return nil }
    }

    /// The reason why an answer has nothing to pick from: no record of it has any of the values. Single ones may be
    /// missing everywhere, as the last login where nobody has logged in.
    func problem(in answer: JSONValue) -> String? {
        let records = answer.array ?? [answer]
        guard !records.isEmpty, records.allSatisfy({ record in paths.allSatisfy { record[$0] == nil } }) else {
            return nil
        }
        let names = Tally(records.prefix(Self.lookedThrough).flatMap { $0.object?.keys ?? [] }).values
        let wanted = paths.map(\.description).joined(separator: ", ")
        return names.isEmpty
            ? "The answer has no \(wanted): it has no names."
            : "The answer has no \(wanted). Names: \(names.joined(separator: " "))."
    }

    /// Records whose names are listed.
    private static let lookedThrough = 20

    /// The lines; values of one record have a tab between them. A value that is missing is empty.
    func lines(of answer: JSONValue) -> String {
        (answer.array ?? [answer]).map { record in
            paths.map { text(record[$0]) }.joined(separator: "\t") + "\n"
        }.joined()
    }

    private func text(_ value: JSONValue?) -> String {
        switch value {
        case nil, .null?: ""
        // A line is a record, whatever is in it.
        case .string(let text)?: text.replacing(/[\t\r\n]+/, with: " ")
        case let value?: JSONWriter.text(value, layout: .compact)
        }
    }
}
