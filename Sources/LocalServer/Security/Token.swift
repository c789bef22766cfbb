import Foundation
import SisenseClient

/// What a client sends to show who it is. It looks like the tokens of real servers, a JWT that names the user, but
/// nothing is read out of it: the last part is random, and the server knows the hash of the whole.
enum Token {
    static func make(user: String, now: Date) -> String {
        let header: JSONValue = ["typ": "JWT", "alg": "HS256"]
        let payload: JSONValue = [
            "user": .string(user), "apiSecret": .string(Hexadecimal.text(Random.bytes(16))),
            "iat": .number(JSONNumber(Int(now.timeIntervalSince1970))),
        ]
        let parts = [Array(JSONWriter.write(header)), Array(JSONWriter.write(payload)), Random.bytes(32)]
        return parts.map(base64URL).joined(separator: ".")
    }

    /// The name under which a token is kept: from it nobody gets the token back.
    static func fingerprint(_ token: String) -> String {
        Hexadecimal.text(SHA256.hash(token.utf8))
    }

    /// RFC 4648 section 5, without padding.
    private static func base64URL(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }
}
