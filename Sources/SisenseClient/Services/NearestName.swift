/// The name that somebody probably meant who typed another one.
package enum NearestName {
    /// - Returns: Nil where no name is near: no more than a third of its letters may be wrong.
    package static func of(_ word: String, among names: some Sequence<String>) -> String? {
        let typed = Array(word.lowercased())
        var best: (name: String, distance: Int)?
        for name in names {
            let letters = Array(name.lowercased())
            let distance = letters.starts(with: typed) && typed.count > 1 ? 1 : distance(typed, letters)
            guard distance <= max(1, max(letters.count, typed.count) / 3), distance < best?.distance ?? .max else {
                continue
            }
            best = (name, distance)
        }
        return best?.name
    }

    /// Letters to be added, left out, changed or swapped with their neighbour (optimal string alignment).
    private static func distance(_ one: [Character], _ other: [Character]) -> Int {
        var before: [Int] = []
        var last = Array(0...other.count)
        for (row, letter) in one.enumerated() {
            var line = [row + 1]
            for (column, candidate) in other.enumerated() {
                var cost = min(last[column] + (letter == candidate ? 0 : 1), last[column + 1] + 1, line[column] + 1)
                if row > 0, column > 0, letter == other[column - 1], one[row - 1] == candidate {
                    cost = min(cost, before[column - 1] + 1)
                }
                line.append(cost)
            }
            (before, last) = (last, line)
        }
        return last[other.count]
    }
}
