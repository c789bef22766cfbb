import SisenseClient
import Testing

@testable import ConsoleState

@Suite("Records of resources", .timeLimit(.minutes(15)))
struct ResourceReaderTests {
    @Test(
        "A build is read bare or in a list of one; while it is too new to be read alone, the list has it",
        arguments: [
            (#"{"oid":"b","status":"Done"}"#, 200, "Done"),
            (#"{"builds":[{"oid":"b","status":"Done"}]}"#, 200, "Done"), ("{}", 400, "PENDING"), ("{}", 404, "PENDING"),
        ])
    func build(answer: String, status: Int, expected: String) async throws {
        let console = try HeldConsole(.builds)
        let reader = ResourceReader(.builds, await console.state.session.client)
        async let record = reader.record("b")
        await console.transport.answer("/builds/b", answer, status: status)
        if status != 200 { await console.transport.answer("/builds", #"[{"oid":"b","status":"PENDING"}]"#) }
        #expect(try await record.json["status"]?.string == expected)
        await console.close()
    }

    @Test("A failed build stands out, whichever way the version writes the word")
    func failed() {
        for word in ["failed", "FAILED"] {
            let row = ResourceRow(ResourceRecord(["oid": "b", "status": .string(word)]))
            #expect(ResourceDescription.builds.rows.row(row).style == .error)
        }
    }
}
