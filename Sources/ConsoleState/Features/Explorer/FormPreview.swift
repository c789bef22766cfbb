import SisenseClient

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
