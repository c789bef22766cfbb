import SisenseClient

/// The `fields` of a query: which members of each record are answered (seeds/001, Fields).
struct FieldSelection: Sendable, Equatable {
    private enum Rule: Sendable, Equatable {
        case all
        case only([String])
        case without([String])
    }

    private let rule: Rule

    static let all = FieldSelection(rule: .all)

    private init(rule: Rule) {
        self.rule = rule
    }

    /// - Throws: 500 when names to keep and names to drop come together: the documented answer.
    init(_ text: String) throws(APIError) {
        let names = text.split(separator: ",").map(String.init)
        let dropped = names.filter { $0.hasPrefix("-") }
        guard dropped.isEmpty || dropped.count == names.count else {
            throw APIError(
                status: 500, code: 500, message: "fields cannot include and exclude members in one request")
        }
        if names.isEmpty {
            rule = .all
        } else if dropped.isEmpty {
            rule = .only(names)
        } else {
            rule = .without(dropped.map { String($0.dropFirst()) })
        }
    }

    /// The members of `record` that were asked for. Unknown names select nothing.
    func apply(to record: JSONObject) -> JSONObject {
        switch rule {
        case .all: record
        case .only(let names): JSONObject(record.members.filter { names.contains($0.key) }.map { ($0.key, $0.value) })
        case .without(let names):
            JSONObject(record.members.filter { !names.contains($0.key) }.map { ($0.key, $0.value) })
        }
    }
}
