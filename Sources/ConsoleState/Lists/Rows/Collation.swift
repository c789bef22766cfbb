import Synchronization

/// The order of texts by the rules of a language: accents and case as it has them, and numbers inside a text by their
/// value, so that `item 9` comes before `item 10`.
///
/// A text becomes a key of bytes, and keys compare as bytes. So the order is total whatever the texts are, and a key is
/// made once for many comparisons.
package struct Collation: Sendable {
    /// Nil without a language: case and accents make no difference then.
    private let language: Language?

    /// Knows no language.
    package static let plain = Collation(language: nil)
    private static let chosen = Mutex(Collation.plain)
    /// The order of all names on the screen: plain until the program chooses that of its user, once, when it starts.
    package static var current: Collation { chosen.withLock { $0 } }

    /// - Parameter language: A locale as in `sv_SE`, which the machine need not have installed: Foundation brings the
    ///   rules of all languages along.
    package init(language: String?) {
        self.language = language.map(Language.init)
    }

    /// Makes `current` the order of the language that these variables ask for.
    package static func choose(_ environment: [String: String]) {
        let collation = Collation(language: language(in: environment))
        chosen.withLock { $0 = collation }
    }

    /// The locale that these variables ask for; nil for the C locale, or none.
    static func language(in environment: [String: String]) -> String? {
        let value = ["LC_ALL", "LC_COLLATE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let name = value.prefix { $0 != "." && $0 != "@" }
        let isPlausible = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
        return name.isEmpty || name == "C" || name == "POSIX" || !isPlausible ? nil : String(name)
    }

    /// The key of an empty text, behind those of all others.
    private static let lastKey: [UInt8] = [0xFF, 0xFF]

    /// Appends the key of a text.
    func appendKey(of text: String, to key: inout [UInt8]) {
        let start = key.count
        if let language {
            language.alphabet.appendKey(of: text, to: &key)
        } else {
            Self.appendNatural(FoldedText.bytes(text), to: &key)
        }
        if key.count == start { key += Self.lastKey }
    }

    /// Appends the key of a text of which the folded bytes are at hand.
    func appendKey(of text: @autoclosure () -> String, folded: UnsafeRawBufferPointer, to key: inout [UInt8]) {
        guard language == nil, !folded.isEmpty else { return appendKey(of: text(), to: &key) }
        Self.appendNatural(folded, to: &key)
    }

    /// Returns the key of a text.
    func key(of text: String) -> [UInt8] {
        var key: [UInt8] = []
        appendKey(of: text, to: &key)
        return key
    }

    /// True when keys of both may be compared.
    func isSame(as other: Collation) -> Bool { language === other.language }

    /// Returns whether a text comes before another; no when neither does.
    package func precedes(_ left: String, _ right: String) -> Bool {
        key(of: left).lexicographicallyPrecedes(key(of: right))
    }

    private static func appendNatural(_ bytes: some RandomAccessCollection<UInt8>, to key: inout [UInt8]) {
        var rest = bytes[...]
        while let byte = rest.first {
            guard DigitRun.isDigit(byte) else {
                key.append(byte)
                rest = rest.dropFirst()
                continue
            }
            key.append(UInt8(ascii: "0"))
            DigitRun.append(rest.prefix(while: DigitRun.isDigit), to: &key)
            rest = rest.drop(while: DigitRun.isDigit)
        }
    }
}

/// A language, the order of which is learned when the first text asks for it.
private final class Language: Sendable {
    private let name: String
    private let learned = Mutex<Alphabet?>(nil)

    init(_ name: String) {
        self.name = name
    }

    var alphabet: Alphabet {
        learned.withLock { learned in
            if let learned { return learned }
            let alphabet = Alphabet(name)
            learned = alphabet
            return alphabet
        }
    }
}

extension Sequence {
    /// The elements by their names in the order of a language. Those of equal names keep their order.
    package func sorted(byName name: (Element) -> String, _ collation: Collation = .current) -> [Element] {
        enumerated().map { (key: collation.key(of: name($0.element)), index: $0.offset, element: $0.element) }
            .sorted { $0.key == $1.key ? $0.index < $1.index : $0.key.lexicographicallyPrecedes($1.key) }
            .map(\.element)
    }
}

/// A number inside a text as bytes that compare by its value.
enum DigitRun {
    static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    /// Appends how many digits there are without leading zeros, then these.
    static func append(_ digits: some Collection<UInt8>, to key: inout [UInt8]) {
        let digits = digits.drop { $0 == UInt8(ascii: "0") }
        if digits.count < 0xFF {
            key.append(UInt8(digits.count))
        } else {
            key.append(0xFF)
            withUnsafeBytes(of: UInt64(digits.count).bigEndian) { key.append(contentsOf: $0) }
        }
        key.append(contentsOf: digits)
    }
}
