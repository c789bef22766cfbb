import Foundation

/// A call as a `curl` command for a POSIX shell.
package struct CurlCommand: Sendable {
    /// One argument a line, continued with backslashes.
    package let text: String

    /// The token stands as `$variable`, to be set in the environment.
    package init(_ call: Call, server: ServerAddress, tokenVariable variable: String, showsSecrets: Bool = false) {
        let values = showsSecrets ? call.path : Redactor.path(call.path)
        let path = call.operation.template.sketched(with: values)
        let query = showsSecrets ? call.query : Redactor.query(call.query)
        let url = server.description + path + (query.isEmpty ? "" : "?" + PercentEncoding.encode(query))
        var arguments = ["curl --fail-with-body --silent --show-error"]
        if call.operation.method != .get { arguments.append("--request \(call.operation.method.rawValue)") }
        if call.operation.needsLogin {
            // Double quotes: the shell puts the variable in. Nothing else in the text is special to it.
            arguments.append("--header \"Authorization: Bearer $\(variable)\"")
        }
        let headers = showsSecrets ? call.headers : Redactor.headers(call.headers)
        arguments += headers.fields.map { "--header " + Self.quoted("\($0.name): \($0.value)") }
        if let body = call.body {
            arguments.append("--header " + Self.quoted("Content-Type: \(body.contentType)"))
            let bytes = body.data
            let shown =
                switch body {
                case .json(let value):
                    String(decoding: JSONWriter.write(showsSecrets ? value : Redactor.json(value)), as: UTF8.self)
                case .form(let items): PercentEncoding.encode(showsSecrets ? items : Redactor.query(items))
                case .bytes(let data, _): String(data: data, encoding: .utf8) ?? "\(bytes.count) bytes"
                }
            arguments.append("--data-raw " + Self.quoted(shown))
        }
        arguments.append(Self.quoted(url))
        text = arguments.joined(separator: " \\\n  ")
    }

    /// `text` as one word of a POSIX shell (Shell Command Language, 2.2.2): in single quotes nothing is special but
    /// the single quote itself.
    package static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: #"'\''"#) + "'"
    }
}
