extension Collection where Element: Sendable {
    /// Does the same with each element, at most `limit` of them at a time, and hands on what comes of each as soon as
    /// it is there, with the place of the element.
    /// - Throws: the first error. What is under way then is cancelled, and what was not begun never is.
    package func concurrentForEach<Value: Sendable>(
        atOnce limit: Int = .max, _ work: @escaping @concurrent @Sendable (Element) async throws(APIError) -> Value,
        take: (_ place: Int, Value) async -> Void
    ) async throws(APIError) {
        // Places and not elements go through the group: the compiler (6.3, optimising) breaks the name in a pair of a
        // name and a result.
        let failure = await withTaskGroup(of: (Int, Result<Value, APIError>).self) { group -> APIError? in
            var waiting = enumerated().makeIterator()
            func start() {
                guard let (place, element) = waiting.next() else { return }
                group.addTask {
                    do throws(APIError) {
                        return (place, .success(try await work(element)))
                    } catch {
                        return (place, .failure(error))
                    }
                }
            }
            for _ in 0..<Swift.min(limit, count) { start() }
            while let (place, result) = await group.next() {
                switch result {
                case .success(let value): await take(place, value)
                case .failure(let error):
                    group.cancelAll()
                    return error
                }
                start()
            }
            return nil
        }
        if let failure { throw failure }
    }

    /// What comes of each element, in their order, worked on at most `limit` at a time.
    /// - Parameter progress: Told how many are done, after each.
    /// - Throws: as `concurrentForEach`.
    package func concurrentMap<Value: Sendable>(
        atOnce limit: Int = .max, _ work: @escaping @concurrent @Sendable (Element) async throws(APIError) -> Value,
        progress: (Int) async -> Void = { _ in }
    ) async throws(APIError) -> [Value] {
        var values = [Value?](repeating: nil, count: count)
        var done = 0
        try await concurrentForEach(atOnce: limit, work) { place, value in
            values[place] = value
            done += 1
            await progress(done)
        }
        return values.compactMap(\.self)
    }
}
