import Foundation
import TestRandom
import Testing

@testable import ConsoleState

private let languages: [String?] = [nil, "en_US", "sv_SE", "cs_CZ", "da_DK", "ru_RU", "ja_JP"]

@Suite("The order of names")
struct CollationTests {
    @Test("Each language has its own place for its letters, and its own letters of two")
    func ownLetters() {
        func sorted(_ language: String?, _ names: String...) -> [String] {
            names.sorted(byName: \.self, Collation(language: language))
        }
        #expect(sorted("sv_SE", "Öst", "Åsa", "Zoo", "Ärla", "Ask") == ["Ask", "Zoo", "Åsa", "Ärla", "Öst"])
        #expect(sorted("de_DE", "Öl", "Ofen", "Zug", "Ärger") == ["Ärger", "Ofen", "Öl", "Zug"])
        #expect(
            sorted("cs_CZ", "Ivo", "Chrudim", "Hana", "Čapek", "Cyril", "Dana")
                == ["Cyril", "Čapek", "Dana", "Hana", "Chrudim", "Ivo"])
        #expect(sorted("da_DK", "Aarhus", "Zealand", "Alborg") == ["Alborg", "Zealand", "Aarhus"])
        #expect(sorted(nil, "Zoë", "Émile", "adam") == ["adam", "Émile", "Zoë"])
    }

    @Test("Letters decide before accents, and accents before case")
    func levels() {
        let names = ["Núñez B", "nunez c", "Nunez A", "núñez", "Nunez", "nunez"]
        #expect(
            names.sorted(byName: \.self, Collation(language: "en_US"))
                == ["nunez", "Nunez", "núñez", "Nunez A", "Núñez B", "nunez c"])
    }

    @Test("An accent written apart changes no order")
    func looseAccents() {
        for language in languages {
            let collation = Collation(language: language)
            #expect(collation.key(of: "A\u{30A}ke") == collation.key(of: "Åke"))
        }
    }

    @Test("Numbers sort by their value in every language, however long they are", arguments: languages)
    func numbers(language: String?) {
        let long = String(repeating: "9", count: 300)
        let names = [
            "item 7", "item 9", "item 10", "item 10a", "item 11", "item \(long)", "item 1\(long)", "items", "",
        ]
        #expect(names.reversed().sorted(byName: \.self, Collation(language: language)) == names)
        #expect(Collation(language: language).key(of: "item 007") == Collation(language: language).key(of: "item 7"))
    }

    @Test("Names that are equal keep their order")
    func equals() {
        let names = [("Émile", 1), ("emile", 2), ("Adam", 3), ("EMILE", 4)]
        #expect(names.sorted(byName: \.0, .plain).map(\.1) == [3, 1, 2, 4])
    }

    @Test("The order is total over hostile texts", arguments: languages)
    func total(language: String?) {
        let collation = Collation(language: language)
        var random = SeededRandom(seed: 7)
        let pieces = [
            "a", "A", "å", "Z", "ch", "c", "h", "0", "00", "9", "10", " ", "\u{0}", "\u{1B}[31m", "\u{202E}", "\u{301}",
            "ß", "ss", "æ", "日", "😀", "я", "\u{10FFFF}", "e\u{301}", "ﬁ", "٣", "-", "_",
        ]
        let texts = (0..<60).map { _ in
            (0..<Int.random(in: 0...5, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        }
        let precedes = texts.map { one in texts.map { collation.precedes(one, $0) } }
        func isUnordered(_ one: Int, _ two: Int) -> Bool { !precedes[one][two] && !precedes[two][one] }
        for one in texts.indices {
            #expect(!precedes[one][one])
            for two in texts.indices {
                #expect(!(precedes[one][two] && precedes[two][one]))
                let breaking = texts.indices.filter { three in
                    precedes[one][two] && precedes[two][three] && !precedes[one][three]
                        || isUnordered(one, two) && isUnordered(two, three) && !isUnordered(one, three)
                }
                #expect(breaking.isEmpty, "\(texts[one].debugDescription) \(texts[two].debugDescription)")
            }
        }
    }

    @Test("Words of a language sort as Foundation sorts them", arguments: ["en_US", "de_DE", "fr_FR"])
    func foundation(language: String) {
        let collation = Collation(language: language)
        let locale = Locale(identifier: language)
        var random = SeededRandom(seed: 11)
        let letters = Array("abcdehsuzåäöéñ ABCÅ-.'")
        for _ in 0..<500 {
            let (left, right) = (
                String((0..<4).map { _ in letters.randomElement(using: &random) ?? "a" }),
                String((0..<4).map { _ in letters.randomElement(using: &random) ?? "a" })
            )
            let order = left.compare(right, options: [], range: nil, locale: locale)
            #expect(collation.precedes(left, right) == (order == .orderedAscending), "\(left) \(right)")
        }
    }

    @Test("The language is the first that the variables name; the C locale and nonsense are none")
    func environment() {
        #expect(Collation.language(in: ["LANG": "sv_SE.UTF-8"]) == "sv_SE")
        #expect(Collation.language(in: ["LC_ALL": "", "LC_COLLATE": "cs_CZ.UTF-8", "LANG": "en_US"]) == "cs_CZ")
        #expect(Collation.language(in: ["LC_ALL": "C.UTF-8", "LANG": "sv_SE"]) == nil)
        #expect(Collation.language(in: ["LANG": "../../etc/passwd"]) == nil)
        #expect(Collation.language(in: [:]) == nil)
    }
}
