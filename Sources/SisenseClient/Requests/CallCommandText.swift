import Foundation

/// A call as a command of this program for a POSIX shell: `sisense-console call GET /api/v1/users -q limit=5`.
/// Secrets are masked.
package struct CallCommandText: Sendable {
    package let text: String

    package init(_ call: Call) {
        let path = call.operation.template.sketched(with: Redactor.path(call.path))
        var words = ["sisense-console call \(call.operation.method.rawValue) \(Self.word(path))"]
        words += Redactor.query(call.query).map { "-q " + Self.word("\($0.name)=\($0.value)") }
        switch call.body {
        case .json(let value)?:
            let body = JSONWriter.text(Redactor.json(value), layout: .compact)
            text = "printf %s \(CurlCommand.quoted(body)) |\n  " + words.joined(separator: " ") + " --input -"
        case .form(let items)?:
            words += Redactor.query(items).map { "-f " + Self.word("\($0.name)=\($0.value)") }
            text = words.joined(separator: " ")
        case .bytes?: text = words.joined(separator: " ") + " --input FILE"
        case nil: text = words.joined(separator: " ")
        }
    }

    /// Quoted only where the shell would see something special in it.
    private static func word(_ text: String) -> String {
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
