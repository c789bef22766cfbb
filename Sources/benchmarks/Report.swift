import Foundation

/// Prints measures: as tables with the ratio of ours to each other one, or as JSON.
enum Report {
    static func print(_ measures: [Measure], asJSON: Bool) throws {
        guard !asJSON else {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            Swift.print(String(decoding: try encoder.encode(measures), as: UTF8.self))
            return
        }
        var kind = ""
        for measure in measures {
            let contenders = measure.results.map(\.contender)
            let heading = measure.kind + contenders.joined()
            if heading != kind {
                Swift.print("\n\(measure.kind)")
                Swift.print(row("", contenders + contenders.dropFirst().map { "/ \($0)" }))
                kind = heading
            }
            let values = measure.results.map(\.value)
            let ratios = values.dropFirst().map { $0 > 0 ? number((values.first ?? 0) / $0) + "x" : "" }
            Swift.print(row("\(measure.name), \(measure.unit)", values.map(number) + ratios))
        }
    }

    private static func row(_ name: String, _ values: [String]) -> String {
        "  " + name.padding(toLength: 38, withPad: " ", startingAt: 0)
            + values.map { String(repeating: " ", count: max(1, 14 - $0.count)) + $0 }.joined()
    }

    /// Three digits that say something.
    private static func number(_ value: Double) -> String {
        let digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
        return value.formatted(.number.precision(.fractionLength(digits)).grouping(.never))
    }
}
