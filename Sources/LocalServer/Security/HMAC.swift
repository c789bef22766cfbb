/// HMAC-SHA-256 (RFC 2104) with the keyed halves computed once.
struct HMAC {
    private var inner = SHA256()
    private var outer = SHA256()

    init(key: [UInt8]) {
        let short = key.count > 64 ? SHA256.hash(key) : key
        let padded = short + [UInt8](repeating: 0, count: 64 - short.count)
        inner.update(padded.lazy.map { $0 ^ 0x36 })
        outer.update(padded.lazy.map { $0 ^ 0x5c })
    }

    func code(_ message: [UInt8]) -> [UInt8] {
        var (inner, outer) = (inner, outer)
        inner.update(message)
        outer.update(inner.finish())
        return outer.finish()
    }
}
