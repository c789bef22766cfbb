import Foundation

/// The API token of a user, as asking for it and renewing it answer.
package struct APIToken: Sendable, Equatable {
    package let token: Secret
    /// What the server says beside it, such as when it expires.
    package let notification: String?

    /// Nil when there is no token in it. The answer of renewing is not documented; a bare string is taken too.
    package init?(_ raw: JSONValue) {
        guard let text = raw.text("token", "access_token", "apiToken") ?? raw.string, !text.isEmpty else { return nil }
        token = Secret(text)
        notification = raw.text("notification")
    }

    /// When it was issued, where the token is a JSON web token that says so (RFC 7519, section 4.1.6).
    package var issued: Timestamp? {
        let parts = token.exposed.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        let text = String(parts[1]).replacing("-", with: "+").replacing("_", with: "/")
        let padded = text + String(repeating: "=", count: (4 - text.count % 4) % 4)
        guard let data = Data(base64Encoded: padded), let claims = try? JSONReader.read(data),
            let seconds = claims["iat"]?.integer, (0...253_402_300_799).contains(seconds)
        else { return nil }
        return Timestamp(milliseconds: Int64(seconds) * 1000)
    }
}
