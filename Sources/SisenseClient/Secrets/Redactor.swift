package import Foundation

/// The only type that knows what a secret looks like: by the name of a header, a JSON member, a query field or a gap in
/// a path, and by its form where it stands in free text.
package enum Redactor {
    /// The text that stands instead of a secret.
    package static let mask = "••••"

    /// True when a value of this name must not be shown. Case, `-` and `_` do not matter.
    package static func isSecret(_ name: String) -> Bool {
        let plain = name.lowercased().filter { $0 != "-" && $0 != "_" }
        return names.contains(plain) || endings.contains { plain.hasSuffix($0) }
    }

    private static let names: Set<String> = [
        "authorization", "proxyauthorization", "cookie", "setcookie", "xdeviceid", "deviceid", "pass", "passwd", "pwd",
        "hash", "pfxcertificate", "passphrase", "plaintext", "connectionstring", "samlresponse", "credentials",
        "smtppass",
        "otp", "jwt", "sessionid", "jsessionid",
    ]
    private static let endings = [
        "password", "token", "secret", "apikey", "pfxkey", "privatekey", "accesskey", "sharedkey",
        "encryptionkey",
    ]

    /// Headers with a mask instead of tokens and cookies.
    package static func headers(_ headers: HTTPHeaders) -> HTTPHeaders {
        HTTPHeaders(headers.fields.map { ($0.name, isSecret($0.name) ? mask : text($0.value)) })
    }

    /// A copy with the values of secret members masked at any depth. Empty texts, flags and null reveal nothing and
    /// stay, so that a reader still sees whether a password is set.
    package static func json(_ value: JSONValue) -> JSONValue {
        var known: [String: Bool] = [:]
        return json(value, &known)
    }

    /// `known` are the names that were looked at already: the records of a list all have the same ones.
    private static func json(_ value: JSONValue, _ known: inout [String: Bool]) -> JSONValue {
        switch value {
        case .object(let object):
            .object(
                JSONObject(
                    distinct: object.members.map { member in
                        JSONObject.Member(
                            key: member.key,
                            value: isSecret(member.key, &known) ? masked(member.value) : json(member.value, &known))
                    }))
        case .array(let items): .array(items.map { json($0, &known) })
        case .string(let text): .string(self.text(text))
        case .null, .bool, .number: value
        }
    }

    private static func isSecret(_ name: String, _ known: inout [String: Bool]) -> Bool {
        if let answer = known[name] { return answer }
        let answer = isSecret(name)
        // A document of made-up names must not be kept twice.
        if known.count < 1000 { known[name] = answer }
        return answer
    }

    private static func masked(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool, "": value
        default: .string(mask)
        }
    }

    /// The values of the gaps in a path, the secret ones replaced by a word that can stand there.
    package static func path(_ values: [String: String]) -> [String: String] {
        values.reduce(into: [:]) { $0[$1.key] = isSecret($1.key) && !$1.value.isEmpty ? "masked" : $1.value }
    }

    /// Query items with a mask instead of secrets.
    package static func query(_ items: [QueryItem]) -> [QueryItem] {
        items.map { isSecret($0.name) ? QueryItem($0.name, mask) : QueryItem($0.name, text($0.value)) }
    }

    /// Free text, such as the message of a server: tokens by their form (RFC 7519, RFC 7617, RFC 6750), the password in
    /// an address, and the values of fields with the name of a secret, as in `?access_token=` or `;password=`.
    package static func text(_ text: String) -> String {
        guard text.utf8.count >= 8 else { return text }
        var text = text
        if text.contains("eyJ") { text.replace(/eyJ[A-Za-z0-9_\-]{5,}(\.[A-Za-z0-9_\-]*)*/, with: mask) }
        if text.utf8.contains(UInt8(ascii: " ")), text.localizedCaseInsensitiveContains("bearer ") {
            text.replace(/(?i)(bearer\s+)[^\s"',;]+/) { match in match.output.1 + mask }
        }
        if text.utf8.contains(UInt8(ascii: " ")), text.localizedCaseInsensitiveContains("basic ") {
            text.replace(/(?i)(basic\s+)([A-Za-z0-9+\/]{4,}={0,2})/) { match in
                // Only what is user and password: other words may follow, too.
                let pair = Data(base64Encoded: String(match.output.2)).flatMap { String(data: $0, encoding: .utf8) }
                return pair?.contains(":") == true ? "\(match.output.1)\(mask)" : String(match.output.0)
            }
        }
        if text.utf8.contains(UInt8(ascii: "@")), text.contains("://") {
            text.replace(/(:\/\/[^\/\s:@]*:)[^\/\s@]+@/) { match in match.output.1 + mask + "@" }
        }
        if text.utf8.contains(UInt8(ascii: "=")) {
            text.replace(/([A-Za-z_][A-Za-z0-9_\-]*)=([^&\s"';,]+)/) { match in
                isSecret(String(match.output.1)) ? "\(match.output.1)=\(mask)" : String(match.output.0)
            }
        }
        return text
    }

    /// The first part of a body, masked, to be kept: at most `limit` bytes of it are looked at. What is no text is
    /// reported by its size.
    package static func excerpt(_ data: Data, contentType: String?, limit: Int) -> String {
        let start = data.prefix(limit)
        let first = start.first { !" \n\r\t".utf8.contains($0) }
        if let first, "{[\"".utf8.contains(first) { return JSONMasker.mask(start) }
        if contentType?.hasPrefix("application/x-www-form-urlencoded") == true {
            return body(start, contentType: contentType)
        }
        let decoded = String(decoding: start, as: UTF8.self)
        // The limit may have cut a character in two; more damage than that is no text.
        let isText = decoded.unicodeScalars.dropLast(3).allSatisfy { $0 != "\u{FFFD}" && $0 != "\0" }
        return isText ? text(decoded) : counted(data.count, "byte")
    }

    /// A body as it stands, with secrets masked where it is JSON, a form or other text. What is no text stays.
    package static func bytes(_ data: Data, contentType: String) -> Data {
        guard String(data: data, encoding: .utf8) != nil else { return data }
        return Data(excerpt(data, contentType: contentType, limit: data.count).utf8)
    }

    /// A request or response body for people: JSON indented and masked, forms masked, anything else by its size.
    package static func body(_ data: Data, contentType: String?) -> String {
        if data.isEmpty { return "" }
        if let value = try? JSONReader.read(data) { return JSONWriter.text(json(value)) }
        if contentType?.hasPrefix("application/x-www-form-urlencoded") == true {
            let fields = String(decoding: data, as: UTF8.self).split(separator: "&").map { field in
                let name = field.prefix { $0 != "=" }
                return isSecret(String(name)) ? "\(name)=\(mask)" : String(field)
            }
            return fields.joined(separator: "&")
        }
        return counted(data.count, "byte")
    }
}

/// A text that must not be seen: it never shows in descriptions, dumps, interpolations or logs.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The text itself. Reading it is the act to look for in a review.
    package let exposed: String

    package init(_ text: String) {
        exposed = text
    }

    package var description: String { Redactor.mask }
    package var debugDescription: String { Redactor.mask }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
