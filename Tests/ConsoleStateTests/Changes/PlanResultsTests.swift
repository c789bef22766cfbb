import SisenseClient
import Testing

@testable import ConsoleState

@Suite("What becomes of several plans")
struct PlanResultsTests {
    private static func plan(_ operation: SisenseClient.Operation, _ id: String = "a") throws -> RequestPlan {
        let call = try Call(
            operation, path: ["id": id], body: operation == .deleteUser ? nil : .json([:]))
        return RequestPlan(
            title: "Change \(id)", call: call,
            target: .init(server: try ServerAddress("https://bi.acme.example"), name: id))
    }

    private static func alike(_ count: Int) throws -> PlanResults {
        PlanResults(try (0..<count).map { try plan(.updateUser, "\($0)") })
    }

    private static func error(_ kind: APIError.Kind, status: Int? = nil) -> APIError {
        APIError(kind, status: status, message: "no", request: "", server: "")
    }

    @Test(
        "The refusal of one record lets the others go on",
        arguments: [(APIError.Kind.notFound, 404), (.refused, 409), (.refused, 422)])
    func refusals(kind: APIError.Kind, status: Int) throws {
        var results = try Self.alike(3)
        results.set(.failed(Self.error(kind, status: status)), at: 0)
        #expect(!results.hasEnded)
        #expect(results.retryable.count == 3)
    }

    @Test(
        "What is wrong with all of them ends the series",
        arguments: [APIError.Kind.unauthorized, .forbidden, .unreachable, .unrecorded, .notAllowed])
    func ends(kind: APIError.Kind) throws {
        var results = try Self.alike(3)
        results.set(.done, at: 0)
        results.set(.failed(Self.error(kind)), at: 1)
        #expect(results.hasEnded)
        #expect((results.doneCount, results.failedCount, results.unsentCount) == (1, 1, 1))
    }

    @Test("A fault of the server leaves the others to try, until it fails three times in a row")
    func faults() throws {
        var results = try Self.alike(20)
        let faults = [Self.error(.serverFault, status: 500), Self.error(.outcomeUnknown, status: 502)]
        for index in 0..<4 {
            results.set(.failed(faults[index % 2]), at: 2 * index)
            results.set(.done, at: 2 * index + 1)
            #expect(!results.hasEnded)
        }
        for index in 8..<10 { results.set(.failed(faults[0]), at: index) }
        #expect(!results.hasEnded)
        results.set(.failed(faults[1]), at: 10)
        #expect(results.hasEnded)
    }

    @Test("A server that asks for fewer requests gets none")
    func tooMany() throws {
        var results = try Self.alike(2)
        results.set(.failed(Self.error(.refused, status: 429)), at: 0)
        #expect(results.hasEnded)
    }

    @Test("What needs another change is sent once that is done, and again only together with it")
    func needs() throws {
        let saves = try (0..<3).map { try Self.plan(.updateUser, "\($0)").following([]) }
        let next = try saves.map { try Self.plan(.deleteUser).following([$0]) }
        var results = PlanResults(saves + next)
        results.set(.failed(Self.error(.refused, status: 422)), at: 0)
        results.set(.failed(Self.error(.conflict(Conflict(base: [:], mine: [:], theirs: [:])))), at: 1)
        results.set(.done, at: 2)
        #expect(!results.hasEnded)
        #expect((3..<6).map(results.isBlocked) == [true, true, false])
        // The second must be planned anew first, and its other half with it.
        #expect(results.retryable.map(\.id) == [saves[0].id, next[0].id, next[2].id])
        // Of a run of its own, it needs nobody any more.
        #expect(!PlanResults([next[2]]).isBlocked(0))
    }

    @Test("Steps of different kinds never go on behind one that failed")
    func steps() throws {
        var results = PlanResults([
            try Self.plan(.updateUser), try Self.plan(.deleteUser),
        ])
        results.set(.failed(Self.error(.notFound)), at: 0)
        #expect(results.hasEnded)
    }

    @Test("An unknown outcome ends the series, and is no failure, whoever calls it one")
    func unknown() throws {
        for state in [
            PlanResults.State(Self.error(.outcomeUnknown)), .failed(Self.error(.outcomeUnknown)),
            .notKnown(Self.error(.outcomeUnknown), .isOther),
        ] {
            var results = try Self.alike(3)
            results.set(.done, at: 0)
            results.set(state, at: 1)
            #expect(results.hasEnded)
            #expect((results.doneCount, results.failedCount, results.unknownCount) == (1, 0, 1))
            #expect(results.summary == "1 of 3 done, 1 not known, 1 not sent")
            #expect(results.states[1].outcome.word == .notKnown)
        }
    }

    @Test("What was stopped before it left was not sent")
    func stopped() throws {
        var results = try Self.alike(1)
        results.set(PlanResults.State(Self.error(.cancelled)), at: 0)
        #expect(results.unsentCount == 1 && results.failure == nil)
    }

    @Test("A change that was kept from being sent is not sent, whatever the server said before")
    func keptBack() throws {
        var results = try Self.alike(3)
        results.set(.failed(Self.error(.notFound, status: 404).beforeSending), at: 0)
        results.set(.failed(Self.error(.notFound, status: 404)), at: 1)
        #expect(results.states.map(\.outcome.word) == [.notSent, .refused, .notSent])
        #expect(results.summary == "0 of 3 done, 1 refused, 2 not sent")
    }

    @Test("A change that may have happened and could happen twice is not offered again")
    func unknownOutcome() throws {
        var results = try Self.alike(2)
        results.set(.failed(Self.error(.outcomeUnknown)), at: 0)
        #expect(results.retryable.map(\.title) == ["Change 1"])
    }

    @Test("Not known: sent again only once its record was read and is as before")
    func lookedAt() throws {
        for (finding, count) in [(ChangeFinding.isAsBefore, 2), (.isOther, 1), (.hasNoRecord, 1), (.showsChange, 1)] {
            var results = try Self.alike(2)
            results.set(.notKnown(Self.error(.outcomeUnknown), finding), at: 0)
            #expect(results.retryable.count == count, "\(finding)")
        }
    }

    @Test("A change of what somebody else has changed is not sent again as it was, nor are the steps behind it")
    func conflict() throws {
        let conflict = Self.error(.conflict(Conflict(base: ["a": 1], mine: ["a": 2], theirs: ["a": 3])))
        var results = try Self.alike(3)
        results.set(.failed(conflict), at: 0)
        #expect(results.retryable.map(\.title) == ["Change 1", "Change 2"])
        var steps = PlanResults([
            try Self.plan(.updateUser), try Self.plan(.deleteUser),
        ])
        steps.set(.failed(conflict), at: 0)
        #expect(steps.retryable.isEmpty)
    }

    @Test("Few go one by one, many that are alike eight at a time, all in their order")
    func batches() throws {
        #expect(try Self.alike(3).batches == [0..<1, 1..<2, 2..<3])
        #expect(try Self.alike(20).batches == [0..<8, 8..<16, 16..<20])
        let mixed = try (0..<20).map {
            try Self.plan($0 == 7 ? .deleteUser : .updateUser)
        }
        #expect(PlanResults(mixed).batches.count == 20)
    }

    @Test("Changes of one record are not sent at once: each reads what the one before it has left")
    func oneRecord() throws {
        let plans = try (0..<20).map { try Self.plan(.replaceDashboardShares, "\($0 / 2)") }
        #expect(PlanResults(plans).batches == [0..<1] + (0..<9).map { 2 * $0 + 1..<2 * $0 + 3 } + [19..<20])
    }

    @Test("The error that ended the series is the one that is told")
    func failure() throws {
        var results = try Self.alike(3)
        results.set(.failed(Self.error(.notFound)), at: 0)
        results.set(.failed(Self.error(.unauthorized)), at: 1)
        #expect(results.failure?.kind == .unauthorized)
    }

    @Test(
        "A step that failed keeps back those that build on it, by its name, and no others; the rest can be sent again")
    func independent() throws {
        let first = try Self.plan(.deleteUser, "first").following([])
        let built = try Self.plan(.updateUser, "built").following([first])
        let onThat = try Self.plan(.deleteUser, "on that").following([built])
        let other = try Self.plan(.updateUser, "other").following([])
        var results = PlanResults([first, built, onThat, other])
        results.set(.failed(Self.error(.notFound)), at: 0)
        #expect(!results.hasEnded)
        #expect((0..<4).map(results.isBlocked) == [false, true, true, false])
        #expect(
            (1..<4).map { results.outcome(at: $0).explanation } == [
                "builds on Change first", "builds on Change first", "",
            ])
        #expect(results.retryable.map(\.id) == [first, built, onThat, other].map(\.id))
        results.set(.done, at: 3)
        #expect(results.hasEnded)
        #expect(results.unsentText == " Not sent: Change built, Change on that.")
        // What cannot be sent as it was keeps those back that build on it.
        results.set(.failed(Self.error(.conflict(Conflict(base: [:], mine: [:], theirs: [:])))), at: 0)
        #expect(results.retryable.isEmpty)
    }
}
