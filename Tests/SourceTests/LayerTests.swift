import Foundation
import Testing

@Suite("The layers")
struct LayerTests {
    /// What each target may import of the others: none of them a target above it.
    private static let allowed: [String: Set<String>] = [
        "CProgram": [],
        "CCurl": [],
        "CEpoll": [],
        "CNcurses": [],
        "JSONDocument": [],
        "SisenseClient": ["CCurl", "JSONDocument"],
        "ConsoleState": ["JSONDocument", "SisenseClient"],
        "TerminalKit": ["CNcurses", "JSONDocument"],
        "ConsoleUI": ["ConsoleState", "JSONDocument", "SisenseClient", "TerminalKit"],
        "LocalServer": ["CEpoll", "JSONDocument", "SisenseClient"],
    ]
    /// The targets without a line of Swift.
    private static let inC: Set<String> = ["CProgram", "CCurl", "CEpoll", "CNcurses"]
    /// The programs, which alone may import all.
    private static let programs: Set<String> = ["benchmarks", "sisense-console"]
    /// What comes with the compiler and the system.
    private static let system: Set<String> = [
        "Dispatch", "Foundation", "Glibc", "Synchronization",
    ]

    private static let sources = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

    private struct File {
        let name: String
        let text: String
        /// The text without comments and quotes.
        var code: String { String(SourceText(text).characters) }

        func imports() -> Set<String> {
            Set(text.matches(of: /(?m)^[ \t]*(?:[@\w()]+ +)*import (?:\w+ )?(\w+)/).map { String($0.output.1) })
        }
    }

    private static func files(of target: String) throws -> [File] {
        let folder = sources.appending(path: target)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".swift") }
        let files = try paths.sorted().map { path in
            File(name: path, text: try String(contentsOf: folder.appending(path: path), encoding: .utf8))
        }
        // Were the folder empty, nothing would be looked at.
        if !inC.contains(target) { #expect(!files.isEmpty, "\(target) has no files") }
        return files
    }

    @Test("Every folder of the sources is a target with a layer, or a program")
    func targets() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path())
        #expect(Set(folders.filter { !$0.hasPrefix(".") }) == Self.programs.union(Self.allowed.keys))
    }

    @Test("Every target imports only what lies below it, and nothing from elsewhere", arguments: allowed.keys.sorted())
    func imports(target: String) throws {
        for file in try Self.files(of: target) {
            let wrong = file.imports().subtracting(Self.allowed[target] ?? []).subtracting(Self.system)
            #expect(wrong.isEmpty, "\(target)/\(file.name) imports \(wrong.sorted())")
        }
    }

    @Test("Imports are seen however they are written")
    func planted() {
        let lines = [
            "import TerminalKit", "package import TerminalKit", "@testable import TerminalKit",
            "@preconcurrency package import TerminalKit", "import struct TerminalKit.Size", "    import TerminalKit",
        ]
        for line in lines {
            #expect(File(name: "", text: "// first\n\(line)\n").imports() == ["TerminalKit"], "\(line)")
        }
        #expect(File(name: "", text: "// import TerminalKit").imports() == [])
    }

    /// Where a word of one of several stands in the code of a target.
    private static func uses(_ words: [String], in target: String, except: (String) -> Bool = { _ in false }) throws
        -> [String]
    {
        // A call ends with its bracket, which no word follows.
        let patterns = try words.map { try Regex("\\b\($0)" + ($0.hasSuffix("(") ? "" : "\\b")) }
        return try files(of: target).filter { !except($0.name) }.flatMap { file in
            let code = file.code
            return patterns.compactMap { code.firstMatch(of: $0) }.map { "\(file.name): \(code[$0.range])" }
        }
    }

    @Test("The terminal knows nothing of Sisense: no record, no operation, no path of the API")
    func terminal() throws {
        let words = ["[Ss]isense\\w*", "User", "Group", "Dashboard\\w*", "CORS\\w*", "API\\w*", "Tenant"]
        #expect(try Self.uses(words, in: "TerminalKit") == [])
        for file in try Self.files(of: "TerminalKit") {
            #expect(!file.text.contains("/api/") && !file.text.lowercased().contains("sisense"), "\(file.name)")
        }
    }

    /// The functions that handlers of faults take from the C file beside curses: the registers and the sender of a
    /// signal, and files.
    private static let faultHelpers: Set<String> = [
        "cn_fault_address", "cn_memory_file", "cn_open_report", "cn_read_registers", "cn_register", "cn_register_name",
        "cn_registers", "cn_signal_sender",
    ]

    @Test("Only the screen touches curses; the handlers of faults take no more than what a signal brings")
    func curses() throws {
        let files = try Self.files(of: "TerminalKit")
        for file in files where !file.name.hasPrefix("Screen/") {
            #expect(!file.imports().contains("CNcurses"), "\(file.name) touches curses")
        }
        let handlers = files.filter { $0.name.hasPrefix("Screen/Faults/") }
        #expect(handlers.contains { $0.imports().contains("CNcurses") })
        for file in handlers {
            let helpers = Set(file.code.matches(of: /\bcn_\w+/).map { String($0.output) })
            #expect(helpers.subtracting(Self.faultHelpers) == [], "\(file.name)")
        }
    }

    @Test(
        "Client, state and local server see no terminal", arguments: ["SisenseClient", "ConsoleState", "LocalServer"])
    func headless(target: String) throws {
        let words = ["isatty", "ioctl", "tcgetattr", "tcsetattr", "STDOUT_FILENO", "STDIN_FILENO"]
        #expect(try Self.uses(words, in: target) == [])
    }

    @Test("A pane never calls a service, sends a request or makes a plan")
    func panes() throws {
        #expect(try Self.uses(["\\w+Service", "APIClient", "RequestPlan\\(", "HTTP\\w*"], in: "ConsoleUI") == [])
    }

    @Test("A view never reads the store: it draws the state that it is given")
    func views() throws {
        let stores = ["ConsoleStore", "Store"]
        #expect(try Self.uses(stores, in: "ConsoleUI", except: { $0.hasPrefix("App/") }) == [])
        #expect(try Self.uses(stores, in: "TerminalKit") == [])
    }

    @Test("The engine of the store knows nothing of what runs on it")
    func engine() throws {
        let others = try Self.files(of: "ConsoleState").filter { $0.name.hasPrefix("Engine/") }
        #expect(!others.isEmpty)
        for file in others {
            #expect(file.imports().subtracting(Self.system).isEmpty, "\(file.name)")
            #expect(file.code.firstMatch(of: /\bConsole[A-Z]\w+/) == nil, "\(file.name)")
        }
    }
}
