import Foundation
import Testing

/// `.ci/fuzz` chooses tests by their names, so a test with seeds of its own name would never be run for longer.
@Suite("The names of tests on random input")
struct FuzzNameTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test("A test that takes its seeds from FuzzSeeds has a name that .ci/fuzz chooses")
    func names() throws {
        let script = try String(contentsOf: Self.root.appending(path: ".ci/fuzz"), encoding: .utf8)
        #expect(script.contains(#"--filter 'FuzzTests/|PropertyTests/|/fuzz\('"#))
        let folder = Self.root.appending(path: "Tests")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path())
            .filter { $0.hasSuffix("Tests.swift") && !$0.hasPrefix("SourceTests/") }
        var found = 0
        for path in paths {
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            guard text.contains("FuzzSeeds.of(") else { continue }
            found += 1
            let isSuite = text.firstMatch(of: /struct \w*(Fuzz|Property)Tests/) != nil
            #expect(isSuite || text.contains("func fuzz("), "\(path)")
        }
        #expect(found > 15)
    }
}
