import Foundation

/// The name that somebody may have meant who typed another one.
package enum NearestName {
    /// The name that is closest to a text: one that begins like it, or that differs in few letters. Nil where none is
    /// close enough to be meant.
    /// - Parameter names: Few enough to look at each, as the columns of a list or the groups of a server.
    package static func of(_ text: String, among names: some Sequence<String>) -> String? {
        let wanted = letters(text)
        guard !wanted.isEmpty else { return nil }
        var best: (name: String, distance: Int)?
        for name in names {
            let letters = letters(name)
            guard !letters.isEmpty else { continue }
            let isLong = min(letters.count, wanted.count) > 2
            let isBeginning = isLong && (letters.starts(with: wanted) || wanted.starts(with: letters))
            let most = max(1, min(letters.count, wanted.count) / 3)
            let distance = isBeginning ? 1 : distance(wanted, letters, atMost: most)
            if distance <= most, distance < best?.distance ?? .max { best = (name, distance) }
        }
        return best?.name
    }

    /// The question whether another name was meant, behind the sentence about this one; empty where none is near.
    package static func question(_ text: String, among names: some Sequence<String>) -> String {
        of(text, among: names).map { " Did you mean \($0)?" } ?? ""
    }

    /// The same behind a sentence that has no full stop.
    package static func addition(_ text: String, among names: some Sequence<String>) -> String {
        of(text, among: names).map { ". Did you mean \($0)?" } ?? ""
    }

    /// What is compared: without case, accents and what joins words.
    private static func letters(_ text: String) -> [Character] {
        let folded = text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
        return Array(folded.filter { $0.isLetter || $0.isNumber })
    }

    /// The letters to put in, take out, replace or swap with a neighbour to make the one text of the other; more than
    /// `most` where it takes more than that.
    private static func distance(_ one: [Character], _ other: [Character], atMost most: Int) -> Int {
        guard abs(one.count - other.count) <= most else { return most + 1 }
        var (before, last): ([Int], [Int]) = ([], Array(0...other.count))
        for row in 1...one.count {
            var current = [row]
            for column in 1...other.count {
                let isSame = one[row - 1] == other[column - 1]
                var cost = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, one[row - 1] == other[column - 2], one[row - 2] == other[column - 1] {
                    cost = min(cost, before[column - 2] + 1)
                }
                current.append(cost)
            }
            if current.min() ?? 0 > most { return most + 1 }
            (before, last) = (last, current)
        }
        return last[other.count]
    }
}
