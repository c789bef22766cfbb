import Foundation
import TerminalKit
import TestTerminal
import Testing

extension EndToEnd {
    /// The faults the walker finds without a terminal, and the same ways gone in one.
    @Suite("A walk through the whole console", .serialized)
    struct WalkerTests {
        /// Beside the program, as built; its changes and files are in a home of their own.
        private static func report() async throws -> WalkReport {
            let walker = URL(filePath: Program.path).deletingLastPathComponent().appending(path: "walker").path()
            let home = FileManager.default.temporaryDirectory.appending(path: "walker-\(UUID())")
            try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: home) }
            let result = try await Program.run(
                Program.isOptimised ? [] : ["--brief"], environment: ["HOME": home.path()], executable: walker)
            return WalkReport(result)
        }

        @Test("Every command runs in every pane, and every change is sent and taken back, without a fault")
        func everywhere() async throws {
            let report = try await Self.report()
            print("Walk: \(report.figures)")
            #expect(report.ending == nil)
            #expect(report.faults == [])
            #expect(!report.figures.isEmpty)

            // The optimised program is fast enough for all sizes; that for debugging goes through the smallest.
            let sizes = Program.isOptimised ? [(120, 40), (80, 24), (60, 15)] : [(60, 15)]
            for (columns, rows) in sizes {
                let walk = TerminalWalk(size: TerminalSize(columns: columns, rows: rows))
                let start = ContinuousClock.now
                let faults = try await walk.go(report.commands)
                let seconds = (ContinuousClock.now - start).components.seconds
                print("Walk in a terminal of \(columns)x\(rows): \(report.commands.count) ways in \(seconds) s")
                #expect(faults == [])
            }
        }
    }
}
