// The only file that starts child tasks and gathers what they give. The README ("What the compiler of today breaks")
// says why a child gives a value with a named type, and never a pair.

extension Collection where Element: Sendable {
    /// Does the same with each element, at most `limit` of them at a time, and hands on what comes of each as soon as
    /// it is there, with the index of the element.
    /// - Throws: the first error. What is under way then is cancelled, and what was not begun never is.
    package func concurrentForEach<Value: Sendable>(
        maxConcurrent limit: Int = .max,
        _ work: @escaping @concurrent @Sendable (Element) async throws(APIError) -> Value,
        take: (_ index: Int, Value) async -> Void
    ) async throws(APIError) {
        let failure = await gathering(maxConcurrent: limit, work) { finished -> APIError? in
            switch finished.result {
            case .success(let value):
                await take(finished.index, value)
                return nil
            case .failure(let error):
                return error
            }
        }
        if let failure { throw failure }
    }

    /// The result of each element, in their order, worked on at most `limit` at a time.
    /// - Parameter progress: Receives the number of those that are done, after each.
    /// - Throws: as `concurrentForEach`.
    package func concurrentMap<Value: Sendable>(
        maxConcurrent limit: Int = .max,
        _ work: @escaping @concurrent @Sendable (Element) async throws(APIError) -> Value,
        progress: (Int) async -> Void = { _ in }
    ) async throws(APIError) -> [Value] {
        var values = [Value?](repeating: nil, count: count)
        var done = 0
        try await concurrentForEach(maxConcurrent: limit, work) { index, value in
            values[index] = value
            done += 1
            await progress(done)
        }
        return values.compactMap(\.self)
    }

    /// The outcome of each element, in their order, worked on at most `limit` at a time. A failure stops none of the
    /// others.
    package func concurrentOutcomes<Value: Sendable>(
        maxConcurrent limit: Int = .max,
        _ work: @escaping @concurrent @Sendable (Element) async throws(APIError) -> Value
    ) async -> [Result<Value, APIError>] {
        var outcomes = [Result<Value, APIError>?](repeating: nil, count: count)
        _ = await gathering(maxConcurrent: limit, work) { finished -> APIError? in
            outcomes[finished.index] = finished.result
            return nil
        }
        return outcomes.compactMap(\.self)
    }

    /// Hands each outcome to `take` as it is there, until `take` gives an error: that one is returned, and the rest is
    /// cancelled.
    private func gathering<Value: Sendable>(
        maxConcurrent limit: Int, _ work: @escaping @concurrent @Sendable (Element) async throws(APIError) -> Value,
        _ take: (FinishedWork<Value>) async -> APIError?
    ) async -> APIError? {
        await withTaskGroup(of: FinishedWork<Value>.self) { group in
            var waiting = enumerated().makeIterator()
            func start() {
                guard let (index, element) = waiting.next() else { return }
                group.addTask {
                    do throws(APIError) {
                        return FinishedWork(index: index, result: .success(try await work(element)))
                    } catch {
                        return FinishedWork(index: index, result: .failure(error))
                    }
                }
            }
            for _ in 0..<Swift.min(limit, count) { start() }
            while let finished = await group.next() {
                if let error = await take(finished) {
                    group.cancelAll()
                    return error
                }
                start()
            }
            return nil
        }
    }
}

/// The result of the work with one element, and the index of the element.
private struct FinishedWork<Value: Sendable>: Sendable {
    let index: Int
    let result: Result<Value, APIError>
}
