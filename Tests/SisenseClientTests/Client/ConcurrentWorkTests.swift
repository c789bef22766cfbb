import SisenseClient
import Testing

// Each of these failed in an optimised build while children gave pairs: names were swapped, lost or crashed the program.
@Suite("Work on many elements at once")
struct ConcurrentWorkTests {
    /// A name that is one byte, one that is counted and one that is on the heap.
    private enum Letter: String, CaseIterable, Sendable {
        case alpha, beta, gamma, delta, epsilon, zeta
    }

    private struct Answer: Sendable, Equatable {
        let name: String
        let json: JSONValue
    }

    /// Gives up the thread first, and refuses one of them.
    private static func answer(_ letter: Letter) async throws(APIError) -> Answer {
        await Task.yield()
        guard letter != .gamma else { throw refusal(letter) }
        return Answer(name: letter.rawValue, json: ["letters": [.string(letter.rawValue)]])
    }

    private static func refusal(_ letter: Letter) -> APIError {
        APIError(.notFound, message: "no \(letter.rawValue)", request: "GET /\(letter.rawValue)", server: "s")
    }

    @Test("Each outcome is that of its element, and a failure takes none of the others along", arguments: [1, 2, .max])
    func outcomes(limit: Int) async {
        let outcomes = await Letter.allCases.concurrentOutcomes(maxConcurrent: limit) { letter throws(APIError) in
            try await Self.answer(letter)
        }
        #expect(outcomes.count == Letter.allCases.count)
        for (letter, outcome) in zip(Letter.allCases, outcomes) {
            switch outcome {
            case .success(let answer):
                #expect(answer == Answer(name: letter.rawValue, json: ["letters": [.string(letter.rawValue)]]))
            case .failure(let error):
                #expect(letter == .gamma)
                #expect(error.message == "no gamma")
            }
        }
    }

    @Test("What comes of each has the place of its element", arguments: [1, 3, .max])
    func places(limit: Int) async throws {
        let letters = Letter.allCases.filter { $0 != .gamma }
        var taken: [Int: Answer] = [:]
        try await letters.concurrentForEach(maxConcurrent: limit) { letter throws(APIError) in
            try await Self.answer(letter)
        } take: { place, answer in
            taken[place] = answer
        }
        #expect(taken.keys.sorted() == Array(letters.indices))
        #expect(taken.allSatisfy { $0.value.name == letters[$0.key].rawValue })
        let names = try await letters.concurrentMap(maxConcurrent: limit) { letter throws(APIError) in
            try await Self.answer(letter).name
        }
        #expect(names == letters.map(\.rawValue))
    }

    @Test("Names that are numbers or text stay with their outcome too")
    func otherNames() async {
        let texts = Letter.allCases.map { String(repeating: $0.rawValue, count: 9) }
        let lengths = await texts.concurrentOutcomes { text throws(APIError) -> [String: Int] in
            await Task.yield()
            guard !text.hasPrefix("gamma") else { throw Self.refusal(.gamma) }
            return [text: text.count]
        }
        #expect(lengths.map { try? $0.get() } == texts.map { $0.hasPrefix("gamma") ? nil : [$0: $0.count] })
        let halves = await (0..<100).concurrentOutcomes(maxConcurrent: 8) { number throws(APIError) -> Int? in
            await Task.yield()
            return number.isMultiple(of: 2) ? number / 2 : nil
        }
        #expect(halves.map { try? $0.get() } == (0..<100).map { $0.isMultiple(of: 2) ? $0 / 2 : nil })
    }

    @Test("The first error is thrown, and nothing is begun after it")
    func failure() async throws {
        let error = await #expect(throws: APIError.self) {
            try await Letter.allCases.concurrentMap(maxConcurrent: 1) { letter throws(APIError) in
                guard letter != .delta else {
                    Issue.record("delta was begun")
                    throw Self.refusal(letter)
                }
                return try await Self.answer(letter)
            }
        }
        #expect(error?.message == "no gamma")
    }
}
