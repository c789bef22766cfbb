import Foundation

/// The letters and signs of a language in its order, learned from Foundation by sorting them once.
///
/// Foundation compares two texts by the rules of a language but gives no key that could be kept, and comparing each
/// pair again takes seconds for a long list. The order of single letters, and of the pairs that a language counts as
/// one letter (`ch` in Czech, `aa` in Danish), is all that keys need. Letters beyond Latin, Greek and Cyrillic sort
/// behind these by their code points.
final class Alphabet: Sendable {
    /// The position of a letter: its rank among all letters, then its accent and its case among those of the same rank.
    private struct Weight {
        /// Zero for what is not known.
        var rank: UInt16 = 0
        /// The rank of accents that make no other letter.
        var accent: UInt8 = 0
        var letterCase: UInt8 = 0
    }

    private static let repertoire: Range<UInt32> = 0x20..<0x530
    private static let letters = Array(UInt8(ascii: "a")...UInt8(ascii: "z"))
    /// Letters that many languages count as two.
    private static let ligatures: [Unicode.Scalar: String] = [
        "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ĳ": "ij", "Ĳ": "IJ",
    ]

    /// The weights by scalar.
    private let weights: [Weight]
    /// The ranks of two ASCII letters that are one, by both; zero for those that are two.
    private let pairs: [UInt16]
    private let split: [Unicode.Scalar: String]

    init(_ language: String) {
        let locale = Locale(identifier: language)
        func precedes(_ left: String, _ right: String) -> Bool {
            left.compare(right, options: [], range: nil, locale: locale) == .orderedAscending
        }
        // The text that follows decides before accents and case do. No language joins letters and digits.
        func isSameLetter(_ left: String, _ right: String) -> Bool {
            precedes(left + "1", right + "2") && precedes(right + "1", left + "2")
        }
        split = Self.ligatures.filter { isSameLetter(String($0.key), $0.value) }
        let singles = Self.repertoire.compactMap(Unicode.Scalar.init)
            .filter { [split] in split[$0] == nil && ($0.isASCII ? $0.value < 0x7F : $0.properties.isAlphabetic) }
            .map { String($0) }.sorted(by: precedes)
        let last = singles.last ?? "z"
        let joined = Self.letters.flatMap { first in
            Self.letters.map { String(decoding: [first, $0], as: UTF8.self) }
                .filter { precedes($0.prefix(1) + last, $0) }
        }
        var weights = Array(repeating: Weight(), count: Int(Self.repertoire.upperBound))
        var pairs = Array(repeating: UInt16(0), count: Self.letters.count * Self.letters.count)
        var weight = Weight()
        var former: String?
        for text in joined.isEmpty ? singles : (singles + joined).sorted(by: precedes) {
            if let former, isSameLetter(former, text) {
                if former.lowercased() == text.lowercased() {
                    weight.letterCase = min(weight.letterCase + 1, 0xFE)
                } else {
                    weight.letterCase = 0
                    weight.accent = min(weight.accent + 1, 0xFE)
                }
            } else {
                // None of the ranks left free begins with the zeros behind all ranks.
                weight = Weight(rank: max(weight.rank, 0xFF) + 1)
            }
            former = text
            let scalars = Array(text.unicodeScalars)
            if scalars.count == 1 {
                weights[Int(scalars[0].value)] = weight
            } else if let index = Self.pairIndex(scalars[0], scalars[1]) {
                pairs[index] = weight.rank
            }
        }
        self.weights = weights
        self.pairs = joined.isEmpty ? [] : pairs
    }

    private static func pairIndex(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Int? {
        guard first.isASCII, second.isASCII, first.properties.isAlphabetic, second.properties.isAlphabetic else {
            return nil
        }
        return Int((first.value | 0x20) - 0x61) * letters.count + Int((second.value | 0x20) - 0x61)
    }

    /// Appends the ranks of all letters, then the accents, which decide between texts of the same letters, then the
    /// case.
    func appendKey(of text: String, to key: inout [UInt8]) {
        var (accents, cases): ([UInt8], [UInt8]) = ([], [])
        let scalars = Array(Self.normalized(text).unicodeScalars)
        var index = 0
        func add(_ weight: Weight) {
            key.append(UInt8(weight.rank >> 8))
            key.append(UInt8(weight.rank & 0xFF))
            accents.append(weight.accent)
            cases.append(weight.letterCase)
        }
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            if "0"..."9" ~= scalar {
                var digits = [UInt8(scalar.value)]
                while index < scalars.count, "0"..."9" ~= scalars[index] {
                    digits.append(UInt8(scalars[index].value))
                    index += 1
                }
                add(weights[Int(("0" as Unicode.Scalar).value)])
                DigitRun.append(digits, to: &key)
            } else if !pairs.isEmpty, index < scalars.count, let pair = Self.pairIndex(scalar, scalars[index]),
                pairs[pair] != 0
            {
                let capitals = [scalar, scalars[index]].count { $0.properties.isUppercase }
                add(Weight(rank: pairs[pair], letterCase: UInt8(capitals)))
                index += 1
            } else if let letters = split[scalar] {
                for letter in letters.unicodeScalars {
                    var weight = weights[Int(letter.value)]
                    weight.accent = 0xFF
                    add(weight)
                }
            } else if scalar.value < Self.repertoire.upperBound, weights[Int(scalar.value)].rank != 0 {
                add(weights[Int(scalar.value)])
            } else {
                appendUnknown(scalar, to: &key)
            }
        }
        let variants = accents + cases
        guard let end = variants.lastIndex(where: { $0 != 0 }) else { return }
        key += [0, 0] + variants[...end]
    }

    /// Controls and loose accents say nothing of an order; what else is not known follows all that is.
    private func appendUnknown(_ scalar: Unicode.Scalar, to key: inout [UInt8]) {
        switch scalar.properties.generalCategory {
        case .control, .format, .nonspacingMark, .enclosingMark: return
        default: key += [0xFE, UInt8(scalar.value >> 16), UInt8(scalar.value >> 8 & 0xFF), UInt8(scalar.value & 0xFF)]
        }
    }

    /// A letter and its accents as one scalar, where there are loose accents.
    private static func normalized(_ text: String) -> String {
        let hasAccents = text.utf8.contains { $0 >= 0xCC } && text.unicodeScalars.contains { $0.value >= 0x300 }
        return hasAccents ? text.precomposedStringWithCanonicalMapping : text
    }
}
