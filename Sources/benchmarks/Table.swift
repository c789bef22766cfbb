import Foundation

/// Runs contenders in turn, so that a slow moment of the machine hits all of them, and prints the median of each.
struct Table {
    let rounds: Int

    func print(_ contenders: [(name: String, process: ChildProcess)]) throws {
        var costs = Array(repeating: [ChildProcess.Cost](), count: contenders.count)
        for _ in 0..<rounds {
            for (index, contender) in contenders.enumerated() { costs[index].append(try contender.process.run()) }
        }
        for (contender, costs) in zip(contenders, costs) {
            let name = contender.name.padding(toLength: 18, withPad: " ", startingAt: 0)
            let wall = median(costs.map(\.wall)), cpu = median(costs.map(\.cpu)), memory = median(costs.map(\.memory))
            Swift.print("  \(name) \(text(wall, 2)) s   \(text(cpu, 2)) s CPU   \(text(memory, 0)) MB")
        }
    }

    private func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }

    private func text(_ value: Double, _ digits: Int) -> String {
        value.formatted(.number.precision(.fractionLength(digits)).grouping(.never))
    }
}
