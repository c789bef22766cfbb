import Foundation
import Testing

@Suite("Shapes that the compiler breaks")
struct CompilerFaultsTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func files() throws -> [(name: String, text: String)] {
        try ["Sources", "Tests"].flatMap { folder -> [(name: String, text: String)] in
            let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path())
            return try (paths?.compactMap { $0 as? String } ?? []).sorted()
                .filter { $0.hasSuffix(".swift") && !$0.hasPrefix("SourceTests/") }
                .map { path in
                    let name = "\(folder)/\(path)"
                    return (name, try String(contentsOf: root.appending(path: name), encoding: .utf8))
                }
        }
    }

    @Test("No file has one")
    func sources() throws {
        let files = try Self.files()
        // Were the folders not found, nothing would be looked at.
        #expect(files.contains { $0.name == "Sources/SisenseClient/Client/Collection+Concurrent.swift" })
        for finding in CompilerFaults(files).findings { Issue.record("\(finding)") }
    }

    @Test(
        "A planted one is found on its line",
        arguments: [
            ("@TaskLocal static var report: (@Sendable (Int) -> Void)?", CompilerFaults.taskLocal),
            ("@TaskLocal static var report: @Sendable (Int) async -> Void = { _ in }", CompilerFaults.taskLocal),
            ("@TaskLocal\n    package static var pair: (Int, () -> Void)?", CompilerFaults.taskLocal),
            ("@TaskLocal static var report: Report?", CompilerFaults.taskLocal),
            ("@TaskLocal static var report = { (_: Int) in }", CompilerFaults.taskLocal),
            ("func read() async -> (name: String, value: Int?) {", CompilerFaults.asyncTuple),
            ("let read: () async throws(APIError) -> (String, Result<Int, APIError>)?", CompilerFaults.asyncTuple),
            ("let read: () async throws -> Pair", CompilerFaults.asyncTuple),
            ("let task: Task<(String, Int), Never>", CompilerFaults.child),
            ("let task: Task<Pair, Never>", CompilerFaults.child),
            ("await withTaskGroup(of: (Int, Result<Value, APIError>).self) { group in", CompilerFaults.child),
            ("await withTaskGroup(\n        of: (Int, Int?)?.self\n    ) { group in", CompilerFaults.child),
            ("await withTaskGroup { group in", CompilerFaults.child),
            ("try await withThrowingTaskGroup(of: Pair.self) { group in", CompilerFaults.child),
            ("AsyncStream.makeStream(of: (received: Int, expected: Int?).self)", CompilerFaults.child),
            ("Task {\n do { return (name, try await x()) } catch { return (name, nil) } }", CompilerFaults.child),
            ("group.addTask(priority: .low) { return (name, .success(1)) }", CompilerFaults.child),
            ("await withTaskCancellationHandler { return (1, .none) } onCancel: {}", CompilerFaults.child),
        ])
    func planted(code: String, advice: String) {
        let aliases = "typealias Report = @Sendable (Int) -> Void\ntypealias Pair = (String, Int?)\n// (a, b)\n"
        let findings = CompilerFaults([("Planted.swift", aliases + code)]).findings
        #expect(findings.contains { $0.advice == advice && $0.file == "Planted.swift" && $0.line >= 4 })
        #expect(findings.allSatisfy { $0.line >= 4 })
    }

    @Test(
        "What is safe is let through",
        arguments: [
            "@TaskLocal package static var current: TransferObserver?",
            "@TaskLocal static var depth: Int = 0",
            "func load() async throws(APIError) -> @Sendable (Dashboard, Int) -> Grant?",
            "let read: () async -> ((Int, Int) -> Void)?",
            "let read: () async -> [(String, Int)]",
            "await withTaskGroup(of: FinishedWork<Value>.self) { group in",
            "let task: Task<Result<Page<Item>, APIError>, Never>",
            "func pair() -> (Int, Int?) { return (1, nil) }",
            "Task { return max(1, 2) }",
            "// await withTaskGroup(of: (Int, Int).self)",
            "let text = \"@TaskLocal static var report: () -> Void\"",
        ])
    func safe(code: String) {
        #expect(CompilerFaults([("Safe.swift", code)]).findings.isEmpty)
    }
}
