import SisenseClient

/// A password as the server keeps it: salted and stretched, never in clear.
struct Password: Sendable, Equatable {
    let salt: [UInt8]
    let rounds: Int
    let key: [UInt8]

    /// - Parameter text: The password as typed.
    init(_ text: String, rounds: Int) {
        self.init(digest: Self.digest(text), rounds: rounds)
    }

    /// - Parameter digest: MD5 of the password in hexadecimal digits, as the activation and reset forms send it.
    init(digest: String, rounds: Int) {
        salt = Random.bytes(16)
        self.rounds = max(1, rounds)
        key = Self.stretch(digest, salt: salt, rounds: self.rounds)
    }

    func matches(_ text: String) -> Bool {
        let candidate = Self.stretch(Self.digest(text), salt: salt, rounds: rounds)
        // Every byte is compared, so that the time says nothing about the position of the first difference.
        return zip(candidate, key).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0 && candidate.count == key.count
    }

    /// All passwords go through MD5 first, since that is all the server gets from an activation.
    private static func digest(_ text: String) -> String {
        MD5.hash(Array(text.utf8)).hexadecimal
    }

    /// PBKDF2 with HMAC-SHA-256 (RFC 8018, 5.2), one block.
    private static func stretch(_ text: String, salt: [UInt8], rounds: Int) -> [UInt8] {
        let keyed = HMAC(key: Array(text.utf8))
        var block = keyed.code(salt + [0, 0, 0, 1])
        var sum = block
        for _ in 1..<max(2, rounds) {
            block = keyed.code(block)
            for index in sum.indices { sum[index] ^= block[index] }
        }
        return sum
    }
}

extension Password {
    init?(record: JSONObject) {
        guard let salt = record["salt"]?.string.flatMap([UInt8].init(hexadecimal:)),
            let key = record["key"]?.string.flatMap([UInt8].init(hexadecimal:)), let rounds = record["rounds"]?.integer
        else { return nil }
        (self.salt, self.key, self.rounds) = (salt, key, rounds)
    }

    var record: JSONObject {
        JSONObject([
            ("salt", .string(salt.hexadecimal)), ("rounds", .number(JSONNumber(rounds))),
            ("key", .string(key.hexadecimal)),
        ])
    }
}
