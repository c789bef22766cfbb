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

    /// Three significant digits.
    private static func number(_ value: Double) -> String {
        let digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
        return value.formatted(.number.precision(.fractionLength(digits)).grouping(.never))
    }
}

/// One thing that was measured, for each contender in the same run. The first contender is ours.
struct Measure: Encodable {
    struct Result: Encodable {
        let contender: String
        let value: Double
    }

    /// The work that was measured: measures of one kind follow each other.
    let kind: String
    let name: String
    let unit: String
    let results: [Result]

    init(_ kind: String, _ name: String, _ unit: String, _ results: [(contender: String, value: Double)]) {
        self.kind = kind
        self.name = name
        self.unit = unit
        self.results = results.map { Result(contender: $0.contender, value: $0.value) }
    }
}

extension Collection<Double> {
    /// The middle one in order; 0 of none.
    var median: Double {
        let sorted = sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
}
