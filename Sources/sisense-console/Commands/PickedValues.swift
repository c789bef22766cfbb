import SisenseClient

/// Values picked out of an answer, as `email,preferences.language`: a line for each record of a list, or one line.
struct PickedValues {
    private let paths: [JSONPath]

    init(_ text: String) {
        paths = text.split(separator: ",").map { JSONPath(dotted: String($0)) }
    }

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
