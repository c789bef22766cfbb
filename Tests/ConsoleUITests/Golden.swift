import Foundation
import SisenseClient
import TerminalKit
import Testing

/// Screens as files beside the tests: `UPDATE_GOLDENS=1` writes them anew.
enum Golden {
    /// Compares text and roles of a screen with the file of its name.
    static func expect(
        _ buffer: CellBuffer, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try expect(buffer.styledText, name, sourceLocation: sourceLocation)
    }

    /// Opens the console, does something, and compares the screen.
    static func expect(
        _ name: String, _ size: Size, glyphs: Glyphs = .unicode, prepare: (APIClient) async throws -> Void = { _ in },
        sourceLocation: SourceLocation = #_sourceLocation, _ act: (ConsoleDriver) async throws -> Void
    ) async throws {
        let console = try await ConsoleDriver.open(size, glyphs: glyphs, prepare: prepare)
        try await act(console)
        let buffer = await console.buffer()
        await console.close()
        try expect(buffer, "\(name)-\(size.width)x\(size.height)", sourceLocation: sourceLocation)
    }

    private static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")
        let file = folder.appending(path: name + ".golden")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            return
        }
        let golden = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(text == golden, "\(name) looks different", sourceLocation: sourceLocation)
    }
}
