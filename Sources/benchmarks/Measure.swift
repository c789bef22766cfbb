/// One thing that was measured, for each contender in the same run. The first contender is ours.
struct Measure: Encodable {
    struct Result: Encodable {
        let contender: String
        let value: Double
    }

    /// What was done: measures of one kind follow each other.
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
