import SisenseClient
import TerminalKit
import TestGoldens
import Testing

/// Screens as files beside the tests.
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

    /// Compares a text with the file of its name.
    static func expect(text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try expect(text, name, sourceLocation: sourceLocation)
    }

    private static func expect(_ text: String, _ name: String, sourceLocation: SourceLocation) throws {
        let golden = GoldenFile(name)
        // How many operations the catalogue has is no business of a screen's looks.
        let text = text.replacing(" of \(Catalogue.sisense.operations.count) ", with: " of NNN ")
        guard try !golden.holds(text) else { return }
        #expect(text == (try golden.text), "\(name) looks different", sourceLocation: sourceLocation)
    }
}
