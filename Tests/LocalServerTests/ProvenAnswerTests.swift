import Foundation
import Testing

@testable import LocalServer
@testable import SisenseClient

@Suite("Answers as proofs")
struct ProvenAnswerTests {
    /// The proof that an answer of this server gives of the change that the step has asked for.
    private func proof(_ step: SuccessScript.Step) throws -> AnswerProof {
        let call = SisenseClient.Call(
            sketch: step.operation, path: step.values, query: [], headers: [:], body: step.body.map { .json($0) })
        let fields = step.answer.headers.map { ($0.name, $0.value) }
        let answer = HTTPResponse(
            status: step.answer.status, headers: HTTPHeaders(fields), body: Data(step.answer.body))
        return AnswerProof(answer, to: RequestPlan(call, on: try ServerAddress("bi.acme.example")))
    }

    /// Nil for the newest.
    private static let versions: [String?] = [nil] + ServerVersion.all.map { $0.name }

    @Test("What this server answers to a change that it has made proves that change", arguments: versions)
    func proven(version: String?) throws {
        var configuration = ServerConfiguration.testing()
        configuration.version = version.flatMap { ServerVersion(named: $0) }
        var proven: Set<SisenseClient.Operation> = []
        try SuccessScript.run(on: try TestAPI(configuration), isWhole: version == nil) { step in
            guard step.operation.writes, (200..<300).contains(step.answer.status) else { return }
            let outcome = try proof(step)
            #expect(outcome == .done, "\(step.text)")
            proven.insert(step.operation)
        }
        // Windows has the fewest.
        #expect(proven.count > 80, "\(proven.count)")
        if version == nil {
            let declared = Catalogue.sisense.operations.filter(\.answersWithRecord)
            let elsewhere = OperationGroup.projects.operations
            #expect(declared.filter { !proven.contains($0) && !elsewhere.contains($0) }.map(\.id) == [])
        }
    }
}
