package import Foundation

/// The secrets of a session, which are masked wherever they come back, whatever stands before them: a server may echo
/// a token, a proxy may quote a header.
///
/// A value that the client of the session holds, so that no two sessions know of each other.
package struct KnownSecrets: Sendable {
    /// Shorter ones are words that stand everywhere, and would tear every text they are in.
    private static let shortest = 8

    fileprivate private(set) var needles: [SecretNeedle] = []

    package init() {}

    /// Keeps a token in mind. It is masked wherever its characters stand.
    package mutating func add(token: Secret) { add(token, isWord: false) }

    /// Keeps a password in mind. It is masked where it stands as a word of its own and is no member's name.
    package mutating func add(password: Secret) { add(password, isWord: true) }

    /// Its forms in JSON and in URLs are other characters, and as secret.
    private mutating func add(_ secret: Secret, isWord: Bool) {
        let text = secret.exposed
        guard text.utf8.count >= Self.shortest else { return }
        let json = JSONWriter.bytes(.string(text)).dropFirst().dropLast()
        for form in [Array(text.utf8), Array(json), Array(PercentEncoding.encode(text).utf8)]
        where !needles.contains(where: { $0.bytes == form }) {
            needles.append(SecretNeedle(form, isWord: isWord))
        }
    }

    package var isEmpty: Bool { needles.isEmpty }

    // MARK: Masking

    package func text(_ text: String) -> String {
        guard !needles.isEmpty else { return text }
        var text = text
        let masked = text.withUTF8 { mask(UnsafeRawBufferPointer($0)) }
        return masked.map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    package func data(_ data: Data) -> Data {
        guard !needles.isEmpty else { return data }
        return data.withUnsafeBytes { mask($0) }.map { Data($0) } ?? data
    }

    package func headers(_ headers: HTTPHeaders) -> HTTPHeaders {
        guard !needles.isEmpty else { return headers }
        return HTTPHeaders(headers.fields.map { ($0.name, text($0.value)) })
    }

    /// A copy with the secrets masked in every text of it. Names of members stay.
    package func json(_ value: JSONValue) -> JSONValue {
        guard !needles.isEmpty else { return value }
        return switch value {
        case .object(let object):
            .object(
                JSONObject(distinct: object.members.map { JSONObject.Member(key: $0.key, value: json($0.value)) }))
        case .array(let items): .array(items.map(json))
        case .string(let text): .string(self.text(text))
        case .null, .bool, .number: value
        }
    }

    /// Nil where there is nothing to be masked.
    private func mask(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
        guard needles.contains(where: { $0.first(in: bytes, from: 0) != nil }) else { return nil }
        var masker = SecretMasker(self)
        return masker.take(bytes) + masker.end()
    }
}

/// Masks known secrets in bytes that come piece by piece. It keeps back as much as may be the beginning of one.
package struct SecretMasker: Sendable {
    private let needles: [SecretNeedle]
    private let longest: Int
    private var held: [UInt8] = []
    /// The byte before those held.
    private var previous: UInt8?

    /// The number of bytes that may follow a secret and decide about it: the end of a name in JSON.
    private static let lookahead = 8

    package init(_ secrets: KnownSecrets) {
        needles = secrets.needles
        longest = needles.map(\.bytes.count).max() ?? 0
    }

    /// The bytes that can be handed on now.
    package mutating func take(_ piece: UnsafeRawBufferPointer) -> [UInt8] {
        guard !needles.isEmpty else { return Array(piece) }
        held += piece
        return flush(upTo: held.withUnsafeBytes(firstOpen))
    }

    /// The first position from which what comes next may make a secret of the bytes, or decide about one.
    private func firstOpen(in bytes: UnsafeRawBufferPointer) -> Int {
        (max(0, bytes.count - longest - Self.lookahead)..<bytes.count).first { start in
            let rest = bytes[start...]
            return needles.contains { needle in
                if rest.count < needle.bytes.count { return needle.bytes.starts(with: rest) }
                let isOpen = needle.isWord && rest.count < needle.bytes.count + Self.lookahead
                return isOpen && rest.starts(with: needle.bytes)
            }
        } ?? bytes.count
    }

    /// The rest, once no more comes.
    package mutating func end() -> [UInt8] { flush(upTo: held.count) }

    /// Hands on what is held before `limit`, and a secret that begins before it as a whole.
    private mutating func flush(upTo limit: Int) -> [UInt8] {
        guard limit > 0 else { return [] }
        var output: [UInt8] = []
        let consumed = held.withUnsafeBytes { bytes in
            var start = 0
            while let match = nextMatch(in: bytes, from: start, before: limit) {
                output += bytes[start..<match.lowerBound]
                output += Redactor.mask.utf8
                start = match.upperBound
            }
            if start < limit { output += bytes[start..<limit] }
            return max(start, limit)
        }
        previous = held[consumed - 1]
        held.removeFirst(consumed)
        return output
    }

    /// The first secret that begins at or behind `start` and before `limit`; of two, the longer one.
    private func nextMatch(in bytes: UnsafeRawBufferPointer, from start: Int, before limit: Int) -> Range<Int>? {
        var found: Range<Int>?
        for needle in needles {
            var from = start
            while let index = needle.first(in: bytes, from: from), index <= (found?.lowerBound ?? limit - 1) {
                let range = index..<(index + needle.bytes.count)
                if !needle.isWord || standsAlone(range, in: bytes) {
                    let isBetter = found.map { index < $0.lowerBound || range.count > $0.count } ?? true
                    if isBetter { found = range }
                    break
                }
                from = index + 1
            }
        }
        return found
    }

    /// True for a word of its own that is no name of a member.
    private func standsAlone(_ range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Bool {
        let before = range.lowerBound > 0 ? bytes[range.lowerBound - 1] : previous
        let behind = bytes[range.upperBound...]
        if [before, behind.first].contains(where: { $0.map(Self.isLetter) ?? false }) { return false }
        guard behind.first == UInt8(ascii: "\"") else { return true }
        return behind.dropFirst().first { !" \n\r\t".utf8.contains($0) } != UInt8(ascii: ":")
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || UnicodeScalar(byte).properties.isAlphabetic || (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte
    }
}

/// A secret as bytes, with what makes it quick to find (Horspool's table of skips).
struct SecretNeedle: Sendable {
    let bytes: [UInt8]
    let isWord: Bool
    private let skips: [Int]

    /// - Parameter bytes: At least one.
    init(_ bytes: [UInt8], isWord: Bool) {
        self.bytes = bytes
        self.isWord = isWord
        var skips = [Int](repeating: bytes.count, count: 256)
        for (index, byte) in bytes.dropLast().enumerated() { skips[Int(byte)] = bytes.count - 1 - index }
        self.skips = skips
    }

    func first(in text: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var end = start + bytes.count
        while end <= text.count {
            let last = text[end - 1]
            if last == bytes[bytes.count - 1], text[(end - bytes.count)..<end].elementsEqual(bytes) {
                return end - bytes.count
            }
            end += skips[Int(last)]
        }
        return nil
    }
}
