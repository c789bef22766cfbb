import Foundation
import SisenseClient
import Synchronization
import Testing

@testable import ConsoleState

@Suite("Commands of the person")
struct OwnCommandTests {
    private static let session = ["server": "https://bi.acme.example", "profile": "acme", "user": "ada@acme.example"]

    private static func words(_ texts: String...) throws -> [CommandWord] { try texts.map { try CommandWord($0) } }

    private static func record(_ name: String, _ values: [String: String]) -> CommandLines.Record {
        CommandLines.Record(name: name) { values[$0] }
    }

    private static func lines(_ words: [CommandWord], _ records: CommandLines.Record...) throws -> [[String]] {
        try CommandLines(OwnCommand("look", label: "Look", words: words), for: records, in: session).runs.map(
            \.arguments)
    }

    @Test("A value is one argument, whatever it holds, and a name in braces alone is a value")
    func arguments() throws {
        let words = try Self.words("ldapsearch", "mail={email}", "{_id}", "{{x}}", "{server}")
        let hostile = "a b; rm -rf $(HOME) `id` \"'"
        let lines = try Self.lines(words, Self.record("Ada", ["email": hostile, "_id": "7"]))
        #expect(lines == [["ldapsearch", "mail=\(hostile)", "7", "{x}", "https://bi.acme.example"]])
    }

    @Test("Without dots a program runs once for each record; with them once for all")
    func several() throws {
        let records = [Self.record("Ada", ["email": "ada@a"]), Self.record("Bea", ["email": "bea@a"])]
        let each = OwnCommand("look", label: "Look", words: try Self.words("id", "{email}"))
        #expect(
            try CommandLines(each, for: records, in: [:]).runs.map(\.arguments) == [["id", "ada@a"], ["id", "bea@a"]])
        let once = OwnCommand("look", label: "Look", words: try Self.words("id", "--to={email...}"))
        #expect(
            try CommandLines(once, for: records, in: [:]).runs.map(\.arguments) == [["id", "--to=ada@a", "--to=bea@a"]])
        let many = (0...CommandLines.most).map { Self.record("\($0)", ["email": "x"]) }
        #expect(throws: CommandLineRefusal.self) { try CommandLines(each, for: many, in: [:]) }
    }

    @Test("A value from the server becomes no option: behind -- and inside a word it may begin with a dash")
    func options() throws {
        let record = Self.record("Mallory", ["name": "-rf"])
        #expect(throws: CommandLineRefusal.self) { try Self.lines(try Self.words("rm", "{name}"), record) }
        #expect(try Self.lines(try Self.words("rm", "--", "{name}"), record) == [["rm", "--", "-rf"]])
        #expect(try Self.lines(try Self.words("rm", "x{name}"), record) == [["rm", "x-rf"]])
        // A dash that a value makes of two words is no way around.
        #expect(throws: CommandLineRefusal.self) { try Self.lines(try Self.words("rm", "{name}", "--"), record) }
    }

    @Test("What is missing, acts on a terminal or turns the direction of text is refused, with whose it is")
    func unfit() throws {
        for value in ["", "a\u{1B}[2J", "a\nb", "a\u{0}b", "a\u{202E}b"] {
            do {
                _ = try Self.lines(try Self.words("id", "{name}"), Self.record("Mallory", ["name": value]))
                Issue.record("\(value.debugDescription) was taken")
            } catch let error as CommandLineRefusal {
                #expect(error.text.contains("Mallory") && error.text.contains("name"))
            }
        }
    }

    @Test("A word that is not closed says so", arguments: ["{email", "a}b", "{}", "{...}"])
    func malformed(text: String) {
        #expect(throws: CommandWordProblem.self) { try CommandWord(text) }
    }

    // MARK: Running

    /// Programs that were run, and what they say.
    private final class Programs: Sendable {
        let runs = Mutex<[ProgramRun]>([])
        let end: ProgramEnd

        init(_ end: ProgramEnd) { self.end = end }

        func run(_ program: ProgramRun) -> ProgramEnd {
            runs.withLock { $0.append(program) }
            return end
        }
    }

    private static func console(_ command: OwnCommand, _ programs: Programs) throws -> (ConsoleState, ConsoleReducer) {
        let client = Samples.client()
        let dependencies = Dependencies(client: client, signIn: .token, program: { programs.run($0) })
        return (try Samples.console(client), ConsoleReducer(dependencies))
    }

    @Test("It is asked first, with Cancel before Run and the command line as it will run")
    func asked() throws {
        let command = OwnCommand("env", label: "Show", words: try Self.words("echo", "a b", "{profile}"))
        let programs = Programs(.exited(status: 0, output: ""))
        var (state, reducer) = try Self.console(command, programs)
        #expect(reducer.reduce(&state, .ownCommand(.requested(command))).isEmpty)
        let picker = try #require(state.picker)
        #expect(picker.current?.id == "cancel")
        #expect(picker.option(at: 1)?.note == "echo 'a b' acme")
        // Nothing runs by the answer that has the focus.
        #expect(reducer.reduce(&state, .picker(.accepted)).isEmpty)
        #expect(state.picker == nil && programs.runs.withLock(\.isEmpty))
    }

    @Test("What it writes becomes a message: the first line at once, all of it where messages are read")
    func output() async throws {
        let command = OwnCommand("env", label: "Show", words: try Self.words("echo"), confirms: false)
        let programs = Programs(.exited(status: 0, output: "one\ntwo\n"))
        let (state, reducer) = try Self.console(command, programs)
        let store = ConsoleStore(state, reducer: reducer.reduce)
        await store.send(.ownCommand(.requested(command)))
        await store.idle(except: ConsoleWork.waiting)
        #expect(programs.runs.withLock { $0 } == [ProgramRun(["echo"], usesTerminal: false)])
        let after = await store.state
        #expect(after.messages.all.last?.message.text.plain == "env done: one (2 lines)")
        #expect(after.messages.all.last?.message.detail == "one\ntwo")
        #expect(after.messages.reading != nil)
    }

    @Test("The first failure ends a run for several records, and is an error with the status")
    func failure() async throws {
        let command = OwnCommand("env", label: "Show", words: try Self.words("false"), confirms: false)
        let programs = Programs(.exited(status: 3, output: "no such user\n"))
        let (state, reducer) = try Self.console(command, programs)
        let store = ConsoleStore(state, reducer: reducer.reduce)
        await store.send(.ownCommand(.confirmed(command, [CommandRun(["false"]), CommandRun(["false"])])))
        await store.idle(except: ConsoleWork.waiting)
        #expect(programs.runs.withLock(\.count) == 1)
        let message = await store.state.messages.all.last?.message
        #expect(message?.level == .error)
        #expect(message?.text.plain == "env exited with status 3: no such user")
    }

    /// A console whose changes are recorded in a file of its own.
    private static func recorded(
        _ command: OwnCommand, _ programs: Programs, in log: AuditLog
    ) throws -> ConsoleStore {
        let client = APIClient(
            server: Samples.client().server, transport: CurlTransport(), token: nil, policy: .readWrite, audit: log)
        let dependencies = Dependencies(client: client, signIn: .token, audit: log, program: { programs.run($0) })
        return ConsoleStore(try Samples.console(client), reducer: ConsoleReducer(dependencies).reduce)
    }

    @Test("Each run is recorded with its record and its exit status, and never with what it is given or writes")
    func audited() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "own-\(UUID())/audit.jsonl")
        defer { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
        let log = AuditLog(file: file, profile: "acme") { Issue.record("\($0)") }
        let command = OwnCommand("ticket", label: "Ticket", words: try Self.words("post", "--key=s3cret", "{email}"))
        let programs = Programs(.exited(status: 3, output: "token t0ken\n"))
        let store = try Self.recorded(command, programs, in: log)
        let lines = ["Ada", "Bea"].map { CommandRun(["post", "--key=s3cret", "\($0)@acme.example"], for: [$0]) }
        await store.send(.ownCommand(.confirmed(command, lines)))
        await store.idle(except: ConsoleWork.waiting)
        let changes = log.read()
        #expect(changes.map(\.title) == ["Run ticket for Bea", "Run ticket for Ada"])
        #expect(changes.map(\.outcome) == ["not sent", "refused"])
        #expect(changes.last?.explanation == "Exit status 3.")
        #expect(changes.map(\.records) == [["Bea"], ["Ada"]] && changes.last?.run?.title == "Run ticket for 2 records")
        #expect(changes.allSatisfy { $0.danger == nil && !$0.isUndoable })
        let text = try String(contentsOf: file, encoding: .utf8)
        for secret in ["s3cret", "t0ken", "@acme.example\","] { #expect(!text.contains(secret), "\(text)") }
        // It stands among the changes, and opened says for whom it was run.
        let page = AuditRow.record(try #require(changes.last))
        #expect(page.page.blocks.contains { $0.id.title == "Run for" })
    }

    @Test("What cannot be recorded is not run, unless it says that it only reads")
    func unrecorded() async throws {
        let log = AuditLog(file: URL(filePath: "/proc/none/audit.jsonl"), profile: "acme") { _ in }
        for isReading in [false, true] {
            let words = try Self.words("echo")
            let command = OwnCommand("env", label: "Show", words: words, confirms: false, isReading: isReading)
            let programs = Programs(.exited(status: 0, output: ""))
            let store = try Self.recorded(command, programs, in: log)
            await store.send(.ownCommand(.requested(command)))
            await store.idle(except: ConsoleWork.waiting)
            #expect(programs.runs.withLock(\.count) == (isReading ? 1 : 0))
            let message = await store.state.messages.all.last?.message
            #expect(message?.text.plain.contains("audit log cannot record it") == !isReading)
        }
    }

    @Test("In a read-only session and in a dry run only what says that it reads is run")
    func readOnly() throws {
        let writing = OwnCommand("env", label: "Show", words: try Self.words("echo"), confirms: false)
        let reading = OwnCommand("env", label: "Show", words: try Self.words("echo"), confirms: false, isReading: true)
        for client in [Samples.client().readOnly(reason: "test"), Samples.client().dryRun(true)] {
            let dependencies = Dependencies(
                client: client, signIn: .token, program: { _ in .exited(status: 0, output: "") })
            let reducer = ConsoleReducer(dependencies)
            var state = try Samples.console(client)
            #expect(writing.obstacle(in: state) != nil && reading.obstacle(in: state) == nil)
            #expect(!reducer.reduce(&state, .ownCommand(.requested(writing))).contains { $0.id == .ownCommand })
            #expect(reducer.reduce(&state, .ownCommand(.requested(reading))).contains { $0.id == .ownCommand })
        }
    }
}
