import Foundation
import SisenseClient
import Synchronization
import Testing

@Suite("The secrets of a session")
struct KnownSecretsTests {
    private static let token = "tok-0123456789"
    private let secrets: KnownSecrets = {
        var secrets = KnownSecrets()
        secrets.add(token: Secret(token))
        secrets.add(password: Secret("pass\"word 1"))
        return secrets
    }()

    private func masked(_ pieces: [String]) -> String {
        var masker = SecretMasker(secrets)
        var bytes: [UInt8] = []
        for piece in pieces { bytes += Array(piece.utf8).withUnsafeBytes { masker.take($0) } }
        return String(decoding: bytes + masker.end(), as: UTF8.self)
    }

    @Test(
        "They are masked in any text, in the forms of JSON and of URLs too",
        arguments: [
            ("Bearer tok-0123456789!", "Bearer ••••!"), ("xtok-0123456789x", "x••••x"),
            (#"{"a":"pass\"word 1"}"#, #"{"a":"••••"}"#), ("?p=pass%22word%201&x", "?p=••••&x"),
            ("tok-0123456789tok-0123456789", "••••••••"), ("tok-012345678", "tok-012345678"), ("", ""),
        ])
    func text(text: String, wanted: String) {
        #expect(secrets.text(text) == wanted)
        #expect(secrets.data(Data(text.utf8)) == Data(wanted.utf8))
    }

    @Test("A password is masked as a word alone, and never as the name of a member")
    func words() {
        var secrets = KnownSecrets()
        secrets.add(password: Secret("password"))
        #expect(secrets.text("my password, passwords") == "my ••••, passwords")
        #expect(secrets.text(#"{"password" : "password"}"#) == #"{"password" : "••••"}"#)
        #expect(secrets.json(["password": "password"]) == ["password": "••••"])
    }

    @Test("Short ones are left alone: they are words that stand everywhere")
    func short() {
        var secrets = KnownSecrets()
        secrets.add(password: Secret("admin"))
        #expect(secrets.isEmpty)
        #expect(secrets.text("admin") == "admin")
    }

    @Test("However a body is cut into pieces, the result is that of the whole")
    func pieces() {
        let text = #"a tok-0123456789 b "pass\"word 1" tok-01234 tok-tok-0123456789"#
        let wanted = secrets.text(text)
        #expect(!wanted.contains(Self.token))
        for size in 1...text.count {
            let pieces = stride(from: 0, to: text.count, by: size).map { start in
                String(text.dropFirst(start).prefix(size))
            }
            #expect(masked(pieces) == wanted, "pieces of \(size)")
        }
    }

    @Test("What cannot be the beginning of a secret is handed on at once")
    func prompt() {
        var masker = SecretMasker(secrets)
        let first = Array("piece 1\n".utf8).withUnsafeBytes { masker.take($0) }
        #expect(String(decoding: first, as: UTF8.self) == "piece 1\n")
        let open = Array("x tok-".utf8).withUnsafeBytes { masker.take($0) }
        #expect(String(decoding: open, as: UTF8.self) == "x ")
    }

    @Test("A token that a server quotes reaches neither error nor trace, an old one no more than the new")
    func client() async throws {
        let traces = Mutex<[RequestTrace]>([])
        let transport = StubTransport { sent in
            let token = sent.request.headers["Authorization"]?.split(separator: " ").last ?? ""
            let message = "bad \(token), was old-token-12345"
            return HTTPResponse(
                status: 400, headers: ["X-Echo": String(token), "Content-Type": "application/json"],
                body: JSONWriter.write(["message": .string(message), "details": .string(String(token))]))
        }
        let client = APIClient(
            server: try ServerAddress("bi.acme.example"), transport: transport, token: Secret("old-token-12345"),
            policy: .readWrite, observe: { trace in traces.withLock { $0.append(trace) } }
        ).with(token: Secret("new-token-67890"))
        let error = await #expect(throws: APIError.self) { try await client.read(.getFeatures) }
        #expect(error?.message.contains("bad ••••, was ••••") == true)
        let trace = try #require(traces.withLock { $0.first })
        let shown = "\(trace.received?.body ?? "") \(trace.received?.headers["X-Echo"] ?? "")"
        #expect(shown.contains("••••"))
        #expect(!shown.contains("token-"))
    }

    @Test("The password of a login is masked in what comes after it")
    func login() async throws {
        let transport = StubTransport { sent in
            sent.request.url.path().hasSuffix("login")
                ? HTTPResponse(status: 200, body: Data(#"{"access_token":"new-token-67890"}"#.utf8))
                : HTTPResponse(status: 400, body: Data(#"{"message":"you sent hunter2-hunter2"}"#.utf8))
        }
        let client = try APIClient.stub(transport)
        let session = try await client.login(user: "ada", password: Secret("hunter2-hunter2"))
        let error = await #expect(throws: APIError.self) { try await client.with(session).read(.getFeatures) }
        #expect(error?.message.contains("you sent ••••") == true)
    }

    @Test("A secret in a header field of the call itself is masked too")
    func ownHeader() async throws {
        let transport = StubTransport { _ in
            HTTPResponse(status: 400, body: Data(#"{"message":"not abcdef-123456"}"#.utf8))
        }
        let call = try Call(.getFeatures, headers: ["Authorization": "Bearer abcdef-123456"])
        let error = await #expect(throws: APIError.self) { try await APIClient.stub(transport).read(call) }
        #expect(error?.message.contains("not ••••") == true)
    }
}
