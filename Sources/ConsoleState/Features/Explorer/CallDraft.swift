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

/// One way to see what a form would send.
package struct FormPreview: Sendable, Equatable {
    /// What it is, as in `as curl`.
    package let title: String
    package let lines: [String]

    package var text: String { lines.joined(separator: "\n") }

    /// A call as a request, as a `curl` command, and as a command of this program. Secrets are masked.
    static func pages(of call: Call, on server: ServerAddress) -> [FormPreview] {
        let curl = CurlCommand(call, server: server, tokenVariable: "SISENSE_TOKEN").text
        let command = CallCommandText(call).text
        let headers = Redactor.headers(call.headers).fields.map { "\($0.name): \($0.value)" }
        let type = call.body.map { ["Content-Type: \($0.contentType)"] } ?? []
        return [
            FormPreview(title: "request", lines: [call.line] + headers + type + call.bodyText),
            FormPreview(title: "as curl", lines: lines(curl)),
            FormPreview(title: "as a command", lines: lines(command)),
        ]
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
