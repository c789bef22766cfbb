import SisenseClient
import Testing

@testable import ConsoleState

@Suite("The lines of the results of a run")
struct ResultRowTests {
    private static func refusal(_ message: String) -> PlanResults.State {
        .failed(APIError(.refused, message: message, request: "", server: ""))
    }

    private static func results(_ states: [PlanResults.State]) throws -> PlanResults {
        var results = PlanResults(try states.indices.map { try Samples.plan("\($0)") })
        for (index, state) in states.enumerated() { results.set(state, at: index) }
        return results
    }

    @Test("What was refused comes first, then what is not known, what was not sent, and what was done")
    func order() throws {
        let unknown = PlanResults.State.notKnown(APIError(.outcomeUnknown, message: "no", request: "", server: ""), nil)
        let rows = ResultRow.rows(of: try Self.results([.done, unknown, .unsent, Self.refusal("full"), .done]))
        #expect(rows == [3, 1, 2, 0, 4].map { .record($0, isBelowReason: false) })
    }

    @Test("Those refused for one reason stand together; from three on the reason has a line of its own")
    func reasons() throws {
        let (full, bad) = (Self.refusal("no seat"), Self.refusal("bad address"))
        let few = ResultRow.rows(of: try Self.results([full, bad, full, .done]))
        #expect(few == [0, 2, 1, 3].map { .record($0, isBelowReason: false) })
        let many = ResultRow.rows(of: try Self.results([bad, full, full, .done, full]))
        #expect(
            many == [
                .record(0, isBelowReason: false), .reason(.refused, "no seat", count: 3),
                .record(1, isBelowReason: true), .record(2, isBelowReason: true), .record(4, isBelowReason: true),
                .record(3, isBelowReason: false),
            ])
    }

    @Test("What never reached the server is counted as not sent, not as refused")
    func keptBack() throws {
        let conflict = APIError(
            .conflict(Conflict(base: 1, mine: 2, theirs: 3)), message: "changed", request: "", server: "")
        let results = try Self.results([.done, .failed(conflict), Self.refusal("no"), .unsent])
        #expect(results.summary == "1 of 4 done, 1 refused, 2 not sent")
        #expect(ResultRow.rows(of: results).first == .record(2, isBelowReason: false))
    }
}
