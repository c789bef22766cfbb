import Foundation
import SisenseClient

/// The proof of who a client is. It looks like the tokens of real servers, a JWT that names the user, but
/// nothing is read out of it: the last part is random, and the server knows the hash of the whole.
enum Token {
    static func make(user: String, now: Date) -> String {
        let header: JSONValue = ["typ": "JWT", "alg": "HS256"]
        let payload: JSONValue = [
            "user": .string(user), "apiSecret": .string(Random.bytes(16).hexadecimal),
            "iat": .number(JSONNumber(Int(now.timeIntervalSince1970))),
        ]
        let parts = [Array(JSONWriter.write(header)), Array(JSONWriter.write(payload)), Random.bytes(32)]
        return parts.map(base64URL).joined(separator: ".")
    }

    /// The name under which a token is kept: from it nobody gets the token back.
    static func fingerprint(_ token: String) -> String {
        SHA256.hash(token.utf8).hexadecimal
    }

    /// RFC 4648 section 5, without padding.
    private static func base64URL(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }
}

/// Texts that have to come back in clear, such as the passwords of connections, encrypted with a key of the server's:
/// a stream of HMAC-SHA-256 blocks over a random start, and a code over the whole (encrypt, then authenticate).
struct Seal {
    private static let prefix = "sealed:"
    private let stream: HMAC
    private let code: HMAC

    init(key: [UInt8]) {
        stream = HMAC(key: key + [1])
        code = HMAC(key: key + [2])
    }

    func close(_ text: String) -> String {
        let start = Random.bytes(16)
        let body = start + mixed(Array(text.utf8), start: start)
        return Self.prefix + (body + code.code(body)).hexadecimal
    }

    /// Nil for a text that this key did not seal.
    func open(_ sealed: String) -> String? {
        guard sealed.hasPrefix(Self.prefix),
            let bytes = [UInt8](hexadecimal: String(sealed.dropFirst(Self.prefix.count))),
            bytes.count >= 48
        else { return nil }
        let body = Array(bytes.dropLast(32))
        guard code.code(body) == Array(bytes.suffix(32)) else { return nil }
        return String(validating: mixed(Array(body.dropFirst(16)), start: Array(body.prefix(16))), as: UTF8.self)
    }

    private func mixed(_ bytes: [UInt8], start: [UInt8]) -> [UInt8] {
        var mixed: [UInt8] = []
        mixed.reserveCapacity(bytes.count)
        for (number, offset) in stride(from: 0, to: bytes.count, by: 32).enumerated() {
            let count = (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
            let block = stream.code(start + count)
            for (byte, key) in zip(bytes[offset..<min(offset + 32, bytes.count)], block) { mixed.append(byte ^ key) }
        }
        return mixed
    }
}

extension Database {
    /// The seal of this server. Its key is made at the first use.
    mutating func seal() -> Seal {
        if let key = self[.settings]["server_key"]?["key"]?.string.flatMap([UInt8].init(hexadecimal:)) {
            return Seal(key: key)
        }
        let key = Random.bytes(32)
        put(JSONObject([("key", .string(key.hexadecimal))]), id: "server_key", in: .settings)
        return Seal(key: key)
    }
}

/// Numbers nobody can guess, from the system's generator.
enum Random {
    static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
