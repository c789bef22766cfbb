/// The reason why a plan that removes or changes much of a server is not made unless somebody says how much.
package struct StateBrake: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String
    /// What lets it through.
    package let nextStep: String
}

extension StateComparison {
    /// A kind with no more than this many things may lose or change any of them.
    private static let freeCount = 10
    /// The most of a kind that may go, and that may change, in percent.
    private static let removedLimit = 20
    private static let changedLimit = 30

    /// The number of things that would be removed.
    package var removalCount: Int { differences.count(where: \.removesThing) }

    /// Stops a plan that removes over a fifth of a kind, or changes over three in ten, where there are more than ten.
    /// - Parameters:
    ///   - removals: The number of removals that somebody has allowed; it must be exact.
    ///   - changes: The number of changes of one kind that somebody has allowed.
    package func checkBrakes(removals: Int?, changes: Int?) throws(StateBrake) {
        if let removals, removals != removalCount {
            throw StateBrake(
                description: "Nothing was planned: \(removalCount) would be removed, and not \(removals).",
                nextStep: "Look at them with diff, then allow exactly that many.")
        }
        for kind in StateKind.allCases {
            guard let total = totals[kind], total > Self.freeCount else { continue }
            let own = differences.filter { $0.kind == kind }
            let removed = own.count(where: \.removesThing)
            if removals == nil, removed * 100 > total * Self.removedLimit {
                throw StateBrake(
                    description: "Nothing was planned: \(removed) of \(total) \(kind.rawValue) would be removed.",
                    nextStep: "Look at them with diff. If that is meant, add --allow-removals \(removalCount).")
            }
            let changed = Set(own.filter { !$0.removesThing && $0.act != .add || !$0.path.isEmpty }.map(\.key)).count
            if changed * 100 > total * Self.changedLimit, changes != changed {
                throw StateBrake(
                    description: "Nothing was planned: \(changed) of \(total) \(kind.rawValue) would change.",
                    nextStep: "Look at them with diff. If that is meant, add --allow-changes \(changed).")
            }
        }
    }
}

extension StateDifference {
    /// True when the whole thing goes, and not a part of it.
    fileprivate var removesThing: Bool { act == .remove && path.isEmpty }
}
