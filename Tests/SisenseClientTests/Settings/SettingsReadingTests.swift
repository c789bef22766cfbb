import SisenseClient
import Testing

@Suite("Reading all settings at once")
struct SettingsReadingTests {
    @Test("Each document has its own content, and one that cannot be read says so for itself")
    func readAll() async throws {
        let transport = StubTransport { sent in
            guard sent.line != "GET /api/v1/settings/email_server" else { return HTTPResponse(status: 403) }
            return HTTPResponse(status: 200, body: JSONWriter.write(["line": .string(sent.line), "list": [1, .null]]))
        }
        let contents = await SettingsService(try APIClient.stub(transport)).readAll()
        #expect(Set(contents.keys) == Set(SettingsDocument.allCases))
        #expect(transport.lines.sorted() == SettingsDocument.allCases.map(\.read.description).sorted())
        for (document, content) in contents {
            switch content {
            case .success(let json):
                #expect(json == ["line": .string(document.read.description), "list": [1, .null]])
            case .failure(let error):
                #expect(document == .emailServer)
                #expect(error.kind == .forbidden)
            }
        }
    }
}
