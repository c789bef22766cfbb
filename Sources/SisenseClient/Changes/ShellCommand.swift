import Foundation

/// A call as a `curl` command for a POSIX shell.
package struct CurlCommand: Sendable {
    /// The treatment of passwords and the like. The token is a variable in any case.
    package enum Secrets: Sendable {
        /// A mask stands for them: the command is there to be read.
        case masked
        case shown
        /// Each is a variable, `SECRET_1` and so on; the first one has this number. The command can be run, and holds
        /// no secret.
        case variables(from: Int)
    }

    /// One argument a line, continued with backslashes.
    package let text: String
    /// The variables for secrets that it needs.
    package let variables: [String]

    /// The token stands as `$variable`, to be set in the environment.
    package init(_ call: Call, server: ServerAddress, tokenVariable variable: String, secrets: Secrets = .masked) {
        var words = Words(secrets)
        let isShown = if case .shown = secrets { true } else { false }
        let path = call.operation.template.sketched(with: Self.path(call.path, secrets))
        let query = isShown ? call.query : Redactor.query(call.query)
        let url = server.description + path + (query.isEmpty ? "" : "?" + PercentEncoding.encode(query))
        var arguments = ["curl --fail-with-body --silent --show-error"]
        if call.operation.method != .get { arguments.append("--request \(call.operation.method.rawValue)") }
        if call.operation.needsLogin {
            // Double quotes: the shell puts the variable in. Nothing else in the text is special to it.
            arguments.append("--header \"Authorization: Bearer $\(variable)\"")
        }
        let headers = isShown ? call.headers : Redactor.headers(call.headers)
        arguments += headers.fields.map { "--header " + words.word("\($0.name): \($0.value)") }
        if let body = call.body {
            arguments.append("--header " + Self.quoted("Content-Type: \(body.contentType)"))
            let shown =
                switch body {
                case .json(let value):
                    String(decoding: JSONWriter.write(isShown ? value : Redactor.json(value)), as: UTF8.self)
                case .form(let items): PercentEncoding.encode(isShown ? items : Redactor.query(items))
                case .bytes(let data, let type):
                    String(
                        data: isShown ? data : Redactor.bytes(data, contentType: type), encoding: .utf8)
                        ?? counted(data.count, "byte")
                }
            arguments.append("--data-raw " + words.word(shown))
        }
        arguments.append(words.word(url))
        text = arguments.joined(separator: " \\\n  ")
        variables = words.variables
    }

    /// The values of the gaps in the path.
    private static func path(_ values: [String: String], _ secrets: Secrets) -> [String: String] {
        switch secrets {
        case .masked: Redactor.path(values)
        case .shown: values
        case .variables: values.reduce(into: [:]) { $0[$1.key] = Redactor.isSecret($1.key) ? Redactor.mask : $1.value }
        }
    }

    /// Makes words of a shell of texts in which secrets are masked.
    private struct Words {
        private var next: Int?
        private(set) var variables: [String] = []

        init(_ secrets: Secrets) {
            if case .variables(let first) = secrets { next = first }
        }

        mutating func word(_ text: String) -> String {
            var word = CurlCommand.quoted(text)
            // In URLs and forms the mask is percent-encoded like any other text.
            for mask in [Redactor.mask, PercentEncoding.encode(Redactor.mask)] {
                while let number = next, let range = word.range(of: mask) {
                    // Ends the quotes, has the shell put the variable in, and begins them again.
                    word.replaceSubrange(range, with: "'\"$SECRET_\(number)\"'")
                    variables.append("SECRET_\(number)")
                    next = number + 1
                }
            }
            return word
        }
    }

    /// `text` as one word of a POSIX shell (Shell Command Language, 2.2.2): in single quotes nothing is special but
    /// the single quote itself.
    package static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: #"'\''"#) + "'"
    }
}

/// A call as a command of this program for a POSIX shell: `sisense-console call GET /api/v1/users -q limit=5`.
/// Secrets are masked.
package struct CallCommandText: Sendable {
    package let text: String

    package init(_ call: Call) {
        let path = call.operation.template.sketched(with: Redactor.path(call.path))
        var words = ["sisense-console call \(call.operation.method.rawValue) \(Self.word(path))"]
        words += Redactor.query(call.query).map { "-q " + Self.word("\($0.name)=\($0.value)") }
        words += Redactor.headers(call.headers).fields.map { "-H " + Self.word("\($0.name): \($0.value)") }
        switch call.body {
        case .json(let value)?:
            let body = JSONWriter.text(Redactor.json(value), layout: .compact)
            text = "printf %s \(CurlCommand.quoted(body)) |\n  " + words.joined(separator: " ") + " --input -"
        case .form(let items)?:
            words += Redactor.query(items).map { "--form " + Self.word("\($0.name)=\($0.value)") }
            text = words.joined(separator: " ")
        case .bytes(_, let type)?:
            text = words.joined(separator: " ") + " --content-type \(Self.word(type)) --input FILE"
        case nil: text = words.joined(separator: " ")
        }
    }

    /// Quoted only where the shell would see something special in it.
    package static func word(_ text: String) -> String {
        let isPlain = !text.isEmpty && text.utf8.allSatisfy { isSafe($0) }
        return isPlain ? text : CurlCommand.quoted(text)
    }

    private static func isSafe(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._/=:,@%+".utf8.contains(byte)
        }
    }
}
