import SisenseClient

/// A call as it was filled in: the operation, and what stands in the fields of its form, by their ids. Secrets are
/// left out, so that it can be kept.
package struct CallDraft: Sendable, Equatable {
    /// The id of the operation; one kept in a file may have left the catalogue since.
    package let operation: String
    package let values: [String: String]

    package init(_ operation: String, _ values: [String: String] = [:]) {
        self.operation = operation
        self.values = values
    }

    /// Nil for what is no draft.
    init?(_ json: JSONValue) {
        guard let operation = json["operation"]?.string else { return nil }
        let members = json["fields"]?.object?.members ?? []
        self.init(
            operation,
            members.reduce(into: [:]) { fields, member in fields[member.key] = member.value.string })
    }

    var json: JSONValue {
        let fields = values.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
        return ["operation": .string(operation), "fields": .object(JSONObject(fields))]
    }
}
