/// Runs contenders in turn, so that a slow moment of the machine hits all of them, and takes the median of each.
struct Race {
    let rounds: Int

    func measure(
        _ kind: String, _ contenders: [(name: String, process: ChildProcess)]
    ) throws -> [Measure] {
        var costs = Array(repeating: [ChildProcess.Cost](), count: contenders.count)
        for _ in 0..<rounds {
            for (index, contender) in contenders.enumerated() { costs[index].append(try contender.process.run()) }
        }
        func measure(_ name: String, _ unit: String, _ value: (ChildProcess.Cost) -> Double) -> Measure {
            Measure(kind, name, unit, zip(contenders, costs).map { ($0.name, $1.map(value).median) })
        }
        return [measure("time", "s", \.wall), measure("CPU", "s", \.cpu), measure("memory", "MB", \.memory)]
    }
}
