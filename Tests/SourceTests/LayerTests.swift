import Foundation
import Testing

@Suite("The layers")
struct ImportTests {
    /// What each target may import of the others; none of them a target above it.
    private static let allowed: [String: Set<String>] = [
        "SisenseClient": [],
        "ConsoleState": ["SisenseClient"],
        "TerminalKit": ["CNcurses"],
        "ConsoleUI": ["ConsoleState", "SisenseClient", "TerminalKit"],
        "LocalServer": ["SisenseClient"],
    ]
    private static let targets: Set<String> = [
        "CNcurses", "SisenseClient", "ConsoleState", "TerminalKit", "ConsoleUI", "LocalServer",
    ]

    private static let sources = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

    private func files(of target: String) throws -> [(name: String, text: String)] {
        let folder = Self.sources.appending(path: target)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path()).filter { $0.hasSuffix(".swift") }
        return try paths.map { ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) }
    }

    @Test("Every target imports only what lies below it", arguments: allowed.keys.sorted())
    func imports(target: String) throws {
        let files = try files(of: target)
        #expect(!files.isEmpty)
        for file in files {
            let imports = file.text.matches(of: /(?m)^(?:\w+ )?import (\w+)/).map { String($0.output.1) }
            let wrong = Self.targets.intersection(imports).subtracting(Self.allowed[target] ?? []).subtracting([target])
            #expect(wrong.isEmpty, "\(target)/\(file.name) imports \(wrong.sorted())")
        }
    }

    @Test("Panes and views never call a service, and only the screen touches curses")
    func rooms() throws {
        for file in try files(of: "ConsoleUI") {
            #expect(!file.text.contains("Service("), "\(file.name) calls a service")
        }
        for file in try files(of: "TerminalKit") where !file.name.hasPrefix("Screen/") {
            #expect(!file.text.contains("import CNcurses"), "\(file.name) touches curses")
        }
    }
}
