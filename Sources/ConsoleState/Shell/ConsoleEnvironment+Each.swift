import SisenseClient

extension ConsoleEnvironment {
    /// Things that are worked on together.
    private static let atOnce = 8

    /// Does the same with each of several things, a few at a time, and tells a person how far it has come. The results
    /// have the order of the things.
    /// - Throws: the error of the first that failed; what was not begun then never is.
    func each<Item: Sendable, Value: Sendable>(
        _ items: [Item], _ work: @escaping @concurrent @Sendable (Item) async throws(APIError) -> Value
    ) async throws(APIError) -> [Value] {
        try await items.concurrentMap(atOnce: Self.atOnce, work) { done in
            if items.count > Self.atOnce { await report("\(done) of \(items.count)") }
        }
    }
}
