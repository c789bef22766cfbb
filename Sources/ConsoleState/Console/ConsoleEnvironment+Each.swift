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
        let results = await withTaskGroup(of: (Int, Result<Value, APIError>).self) { group in
            var results = [Result<Value, APIError>?](repeating: nil, count: items.count)
            var waiting = items.enumerated().makeIterator()
            func start() {
                guard let (index, item) = waiting.next() else { return }
                group.addTask {
                    do throws(APIError) {
                        return (index, .success(try await work(item)))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            for _ in 0..<Self.atOnce { start() }
            var done = 0
            while let (index, result) = await group.next() {
                results[index] = result
                if case .failure = result { break }
                done += 1
                if items.count > Self.atOnce { await report("\(done) of \(items.count)") }
                start()
            }
            group.cancelAll()
            return results
        }
        var values: [Value] = []
        for result in results { if let result { values.append(try result.get()) } }
        return values
    }
}
