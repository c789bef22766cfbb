import TestGoldens
import Testing

@testable import TerminalKit

/// Compares a frame with the file of its name beside the tests.
func expectGolden(_ name: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let golden = GoldenFile(name)
    guard try !golden.holds(text) else { return }
    #expect(text == (try golden.text), "\(name) looks different", sourceLocation: sourceLocation)
}

/// Draws into a buffer of a size and returns its text with styles.
func drawing(_ width: Int, _ height: Int, glyphs: Glyphs = .unicode, _ draw: (Canvas) -> Void) -> String {
    let buffer = CellBuffer(Size(width, height), glyphs: glyphs)
    draw(buffer.canvas)
    return buffer.styledText
}

/// Names as servers may hold them: long, wide, combining, joined and hostile ones.
enum Names {
    static let all = [
        "Ada Lovelace", "Álvaro Núñez", "山田 太郎", "Zoe\u{0308} Zürich", "🧑‍💻 Dev 👍🏽", "🇩🇪 Berlin", "❤️ heart",
        "Эмиль Рот", "กำพล", "각 Kim", "evil\u{1B}[2J\u{7}", "abc\u{202E}fdp.exe", "zero\u{200B}width",
        "st\u{0300}\u{0301}\u{0302}\u{0303}\u{0304}\u{0305}orm",
        "A name so long that no column of any table will ever hold the whole of it",
    ]
}
