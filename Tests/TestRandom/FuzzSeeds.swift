import Foundation

/// The seeds that fuzz tests run with: a few of their own, always the same, so that a failure comes again. For longer,
/// `FUZZ_ROUNDS` runs that many seeds more, counted from `FUZZ_SEED` (1000 when unset). `.ci/fuzz` sets both.
package enum FuzzSeeds {
    /// The seeds for a test, its own first.
    package static func of(_ own: [UInt64]) -> [UInt64] {
        own + more(ProcessInfo.processInfo.environment)
    }

    static func more(_ environment: [String: String]) -> [UInt64] {
        guard let rounds = environment["FUZZ_ROUNDS"].flatMap(UInt64.init), rounds > 0 else { return [] }
        let first = environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 1000
        return (0..<rounds).map { first &+ $0 }
    }
}
