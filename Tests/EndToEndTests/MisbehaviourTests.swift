import Foundation
import TestNetwork
import TestTerminal
import Testing

/// A way in which a server, or what stands before it, fails a request; and what the program makes of it.
struct Misbehaviour: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The exit statuses of a read and of a change.
    let statuses: (read: Int32, change: Int32)
    /// How often the server sees a read: once where a part of its answer has gone on to standard output, which cannot
    /// be taken back. A change it sees once, whatever happens.
    let reads: Int
    /// What the user reads on standard error; nil where there is nothing to say.
    let words: String?
    let answer: @Sendable (RawConnection) -> Void

    init(
        _ name: String, read: Int32, change: Int32, reads: Int = 1, words: String?,
        _ answer: @escaping @Sendable (RawConnection) -> Void
    ) {
        testDescription = name
        statuses = (read, change)
        (self.reads, self.words, self.answer) = (reads, words, answer)
    }

    /// One that answers with a status line and a body.
    init(
        _ status: String, _ headers: [String] = [], _ body: String, read: Int32, change: Int32, reads: Int = 1,
        words: String?
    ) {
        self.init("\(status) \(body.prefix(40))", read: read, change: change, reads: reads, words: words) {
            $0.answer(status, headers, body: body)
        }
    }

    private static let page = "<!doctype html><html><head><title>Log in</title></head></html>"
    private static let refusal = #"{"error":{"message":"Not today","status":0}}"#

    static let all: [Misbehaviour] = statuses + bodies + connections

    private static let statuses = [
        Misbehaviour("400 Bad Request", [], refusal, read: 1, change: 1, words: "Not today"),
        Misbehaviour(
            "401 Unauthorized", ["WWW-Authenticate: Basic realm=\"x\""], "", read: 7, change: 7, words: "token"),
        Misbehaviour("403 Forbidden", [], refusal, read: 7, change: 7, words: "Your role"),
        Misbehaviour("404 Not Found", [], refusal, read: 6, change: 6, words: "Not today"),
        Misbehaviour("404 Not Found", [], page, read: 6, change: 6, words: "not the API"),
        Misbehaviour("409 Conflict", [], refusal, read: 8, change: 8, words: "Not today"),
        Misbehaviour("422 Unprocessable Entity", [], refusal, read: 1, change: 1, words: "Not today"),
        Misbehaviour("429 Too Many Requests", [], refusal, read: 9, change: 9, reads: 3, words: "limits how many"),
        Misbehaviour("500 Internal Server Error", [], refusal, read: 1, change: 5, words: "Not today"),
        Misbehaviour("502 Bad Gateway", [], page, read: 1, change: 5, reads: 3, words: "web page: Log in"),
        Misbehaviour("503 Service Unavailable", [], "", read: 9, change: 5, reads: 3, words: "not available"),
        Misbehaviour("504 Gateway Timeout", [], "", read: 1, change: 5, reads: 3, words: "not available"),
        Misbehaviour(
            "302 Found", ["Location: /app/account/login"], "", read: 1, change: 5, words: "/app/account/login"),
        Misbehaviour(
            "307 Temporary Redirect", ["Location: https://evil.example/"], "", read: 1, change: 5, words: "evil.example"
        ),
    ]

    private static let bodies = [
        Misbehaviour("200 OK", ["Content-Type: text/html"], page, read: 1, change: 5, words: "web page"),
        Misbehaviour("200 OK", [], page, read: 1, change: 5, words: "web page"),
        Misbehaviour("202 Accepted", [], "{}", read: 0, change: 5, words: nil),
        Misbehaviour("200 OK", [], "null", read: 0, change: 5, words: nil),
        Misbehaviour("200 OK", [], #"{"success":false}"#, read: 0, change: 1, words: nil),
        Misbehaviour("a body without end", read: 1, change: 5, words: "larger than 256 MiB") { connection in
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            let chunk = [UInt8]("100000\r\n".utf8) + [UInt8](repeating: 0x20, count: 1 << 20) + [UInt8]("\r\n".utf8)
            while connection.write(bytes: chunk) {}
        },
    ]

    private static let connections = [
        Misbehaviour("closed without an answer", read: 3, change: 5, reads: 3, words: "closed the connection") { _ in },
        Misbehaviour("reset", read: 3, change: 5, reads: 3, words: "closed the connection") { $0.reset() },
        Misbehaviour("a body cut off", read: 3, change: 5, words: "before the answer was complete") {
            $0.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[")
        },
        Misbehaviour("a body of no length cut off", read: 3, change: 5, words: "ends in the middle") {
            $0.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n[{\"_id\":\"1")
        },
        Misbehaviour("no HTTP", read: 1, change: 5, words: "not valid HTTP") {
            $0.write("SSH-2.0-OpenSSH_9.2\r\n\r\n")
        },
        Misbehaviour("silence", read: 3, change: 5, words: "did not answer within 1 second") { $0.hang() },
        Misbehaviour("a body that stalls", read: 3, change: 5, words: "did not answer within 1 second") { connection in
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[")
            connection.hang()
        },
    ]
}

extension EndToEnd {
    @Suite("Servers that misbehave")
    struct MisbehaviourTests {
        /// A home with the profile `bad`, which waits a second for the server at `url`.
        private func home(_ url: String) throws -> String {
            let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            let folder = home.appending(path: ".config/sisense-console/profiles")
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let file = folder.appending(path: "bad.json")
            try Data(#"{"server":"\#(url)","timeout":1,"tokenEnvironment":"TOKEN"}"#.utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path())
            return home.path()
        }

        @Test("A read and a change end as they should, and a change is sent once", arguments: Misbehaviour.all)
        func call(way: Misbehaviour) async throws {
            let server = try RawServer { connection in
                while connection.request() != nil {
                    way.answer(connection)
                    if !["1", "2", "3", "4", "5"].contains(way.testDescription.prefix(1)) { return }
                }
            }
            let home = try home(server.url)
            defer { try? FileManager.default.removeItem(atPath: home) }
            let environment = ["HOME": home, "TOKEN": "t0ken-of-a-test", "SISENSE_PROFILE": "bad"]

            let read = try await Program.run(["call", "GET", "/users"], environment: environment)
            #expect(read.status == way.statuses.read, "\(read.errors)")
            #expect(server.requests.count == way.reads)
            if let words = way.words { #expect(read.errors.contains(words), "\(read.errors)") }

            let change = try await Program.run(
                ["call", "POST", "/groups", "-f", "name=X"], environment: environment)
            #expect(change.status == way.statuses.change, "\(change.errors)")
            #expect(server.requests.filter { $0.hasPrefix("POST") }.count == 1)
            if way.statuses.change == 5 { #expect(change.errors.contains("not known"), "\(change.errors)") }
            for text in [read.errors, change.errors] { #expect(!text.contains("t0ken-of-a-test")) }
        }

        @Test("While a server is silent the console takes keys", arguments: [(120, 40), (80, 24), (60, 15)])
        func silence(columns: Int, rows: Int) async throws {
            let server = try RawServer { connection in
                _ = connection.request()
                connection.hang()
            }
            let session = try Program.open(
                [], size: TerminalSize(columns: columns, rows: rows),
                environment: ["SISENSE_URL": server.url, "SISENSE_TOKEN": "t0ken"])
            await server.received(1)
            try session.type("?")
            try await session.expect("Open a pane")
            try session.type("\u{1B}")
            try await session.expect("the help closed") { emulator in
                !emulator.screen.lines.contains { $0.contains("Open a pane") }
            }
            try session.type("q")
            #expect(try await session.ended() == .exited(0))
        }

        @Test("A single sign-on that sends every request elsewhere is named, however often one refreshes")
        func singleSignOn() async throws {
            let server = try RawServer { connection in
                while connection.request() != nil {
                    connection.answer("302 Found", ["Location: https://login.acme.example/?next=/"])
                }
            }
            let session = try Program.open([], environment: ["SISENSE_URL": server.url, "SISENSE_TOKEN": "t0ken"])
            try await session.expect("login.acme.example")
            for _ in 1...20 {
                try session.type("R")
                try await session.settle()
            }
            try await session.expect("login.acme.example")
            try session.type("q")
            #expect(try await session.ended() == .exited(0))
        }
    }
}
