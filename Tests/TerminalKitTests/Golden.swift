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

/// Draws into a buffer of a size and returns its text with the colours and attributes a theme gives it at a depth.
func looks(_ width: Int, _ height: Int, _ depth: ColorDepth, _ draw: (Canvas) -> Void) -> String {
    let buffer = CellBuffer(Size(width, height))
    draw(buffer.canvas)
    return zip(0..., buffer.text.split(separator: "\n", omittingEmptySubsequences: false)).map { y, text in
        let looks = buffer.row(y).map { name(Theme.midnight.look(of: $0.style, at: depth)) }
        let plain = name(Theme.midnight.look(of: Style(.plain), at: depth))
        let starts = looks.indices.filter { $0 == 0 || looks[$0] != looks[$0 - 1] } + [looks.count]
        let runs = zip(starts, starts.dropFirst()).filter { looks[$0.0] != plain }
            .map { $0.1 - $0.0 == 1 ? "\(looks[$0.0]) \($0.0)" : "\(looks[$0.0]) \($0.0)-\($0.1 - 1)" }
        return "|\(text)" + (runs.isEmpty ? "" : "\n  " + runs.joined(separator: ", "))
    }.joined(separator: "\n") + "\n"
}

/// `117/237+bold`: text, ground, attributes; what the terminal has of itself is left out.
private func name(_ look: Look) -> String {
    func name(_ color: Look.Color) -> String {
        switch color {
        case .standard: ""
        case .indexed(let index): "\(index)"
        case .rgb(let rgb): rgb.hex
        }
    }
    let attributes: [(Attributes, String)] = [
        (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"), (.italic, "italic"),
    ]
    let colors = [name(look.text), name(look.ground)].joined(separator: "/")
    return ([colors == "/" ? "" : colors] + attributes.filter { look.attributes.contains($0.0) }.map(\.1))
        .filter { !$0.isEmpty }.joined(separator: "+")
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
