import Foundation
import SisenseClient
import Testing

@Suite("Where tokens come from")
struct TokenSourceTests {
    private static let environment = ["PATH": "/usr/bin:/bin", "BI_TOKEN": " abc.def \n", "EMPTY": ""]
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static func token(_ source: TokenSource) async throws -> String? {
        try await source.token(environment: environment)?.exposed
    }

    private static func error(_ source: TokenSource) async -> TokenError? {
        await #expect(throws: TokenError.self) { try await token(source) }
    }

    private static func shell(_ line: String, timeout: Duration = .seconds(60)) -> TokenSource {
        .command(TokenCommand(.shell(line), timeout: timeout))
    }

    @Test("An environment variable gives it, without the spaces around it")
    func environment() async throws {
        #expect(try await Self.token(.environment("BI_TOKEN")) == "abc.def")
        #expect(await Self.error(.environment("EMPTY"))?.reason == .missingVariable("EMPTY"))
        #expect(await Self.error(.environment("NONE"))?.nextStep.hasPrefix("Set NONE") == true)
    }

    @Test("A file for the owner alone gives it, one that others may read does not")
    func file() async throws {
        let file = try folder.write("abc\n", to: "token")
        #expect(try await Self.token(.file(file)) == "abc")
        let open = try folder.write("abc", to: "open", mode: 0o644)
        #expect(await Self.error(.file(open))?.nextStep.hasPrefix("Run: chmod 600") == true)
    }

    @Test("A file descriptor gives it, but not one that others use")
    func descriptor() async throws {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data("abc\n".utf8))
        try pipe.fileHandleForWriting.close()
        #expect(try await Self.token(.descriptor(pipe.fileHandleForReading.fileDescriptor)) == "abc")
        #expect(await Self.error(.descriptor(0)) != nil)
        #expect(await Self.error(.descriptor(60_000)) != nil)
    }

    @Test("A prompt gives none")
    func prompt() async throws {
        #expect(try await Self.token(.prompt) == nil)
    }

    @Test("A command does not inherit the token and the password of this program")
    func inherited() async throws {
        let environment = [
            "PATH": "/usr/bin:/bin", "SISENSE_TOKEN": "hidden", "SISENSE_PASSWORD": "hidden", "VAULT_TOKEN": "own",
        ]
        let source = Self.shell("echo \"<$SISENSE_TOKEN$SISENSE_PASSWORD$VAULT_TOKEN>\"")
        #expect(try await source.token(environment: environment)?.exposed == "<own>")
    }

    @Test("A program gives it, without a shell between")
    func program() async throws {
        let source = TokenSource.command(TokenCommand(.program("printf", arguments: ["%s\n", "$HOME;'a'"])))
        #expect(try await Self.token(source) == "$HOME;'a'")
    }

    @Test("A line for the shell gives it")
    func shellLine() async throws {
        #expect(try await Self.token(Self.shell("printf '%s' abc | tr a-c A-C")) == "ABC")
    }

    @Test("A command gets no input that it could wait for")
    func noInput() async throws {
        #expect(try await Self.token(Self.shell("cat; echo done")) == "done")
    }

    @Test("What a command leaves running does not hold its token up")
    func background() async throws {
        #expect(try await Self.token(Self.shell("sleep 30 & echo abc")) == "abc")
    }

    @Test("A command that fails says how, without its arguments and without its output")
    func failure() async throws {
        let error = await Self.error(Self.shell("/bin/echo secret1; echo 'no such key' >&2; exit 3 # secret2"))
        #expect(error?.reason == .failed(program: "/bin/echo", status: 3, message: "no such key"))
        #expect(error?.description == "The token command /bin/echo failed with status 3: no such key")
    }

    @Test("A command that is ended by a signal, that is missing or that writes too much is an error")
    func otherFailures() async throws {
        #expect(await Self.error(Self.shell("kill -9 $$"))?.reason == .killed(program: "kill", signal: 9))
        let missing = TokenSource.command(TokenCommand(.program("no-such-program", arguments: ["secret"])))
        #expect(
            await Self.error(missing)?.description
                == "Could not start the token command no-such-program: No such file or directory.")
        #expect(await Self.error(Self.shell("exec yes"))?.reason == .tooLong(program: "exec"))
    }

    @Test("A command that takes too long is ended with all it started")
    func timeout() async throws {
        let file = folder.url.appending(path: "pid")
        let error = await Self.error(
            Self.shell("sleep 60 & echo $! > \(file.path); wait", timeout: .seconds(3)))
        #expect(error?.reason == .timedOut(program: "sleep", after: .seconds(3)))
        let text = try String(contentsOf: file, encoding: .utf8)
        let child = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        while kill(child, 0) == 0, !Self.isZombie(child) { await Task.yield() }
    }

    /// An orphan whose new parent has not looked yet.
    private static func isZombie(_ process: pid_t) -> Bool {
        (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8))?.contains(") Z ") ?? true
    }

    @Test("What could not stand in a header is no token", arguments: ["a b", "a\nb", "ä", "a\u{1B}[0m"])
    func malformed(_ text: String) async throws {
        let file = try folder.write(text, to: "token")
        let error = await Self.error(.file(file))
        #expect(error?.description.contains(text) == false)
        #expect(error?.nextStep.isEmpty == false)
        let empty = try folder.write(" \n", to: "empty")
        #expect(await Self.error(.file(empty))?.description.hasSuffix("is empty.") == true)
    }

    @Test("A new token goes into the file, and nowhere else")
    func replace() async throws {
        let file = try folder.write("old", to: "token")
        #expect(try TokenSource.file(file).replace(with: Secret("new")))
        #expect(try await Self.token(.file(file)) == "new")
        #expect(try folder.mode(of: "token") == 0o600)
        #expect(try TokenSource.environment("BI_TOKEN").replace(with: Secret("new")) == false)
    }

    @Test("A command is named without anything that may be secret")
    func names() {
        #expect(TokenCommand(.shell("pass show bi --secret x")).name == "pass")
        #expect(TokenCommand(.shell("TOKEN=secret run")).name == "sh")
        #expect(TokenSource.command(TokenCommand(.program("pass", arguments: ["secret"]))).summary == "command pass")
    }
}
