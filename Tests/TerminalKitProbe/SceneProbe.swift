import Foundation
import TerminalKit

/// Shows frames of text in all styles, each a change of the one before. `n` shows the next; what the screen should show
/// stands in the file `PROBE_DUMP` followed by a dot and the number of the frame.
@ScreenActor
final class SceneProbe {
    private let screen: CursesScreen
    private let dump: String
    private var buffer: CellBuffer
    private var number = 0
    private var seed: UInt64 = 42

    private static let texts = [
        "Ada Lovelace", "Álvaro Núñez", "山田 太郎", "Zoe\u{0308}", "🧑‍💻 👍🏽", "🇩🇪🇫🇷", "❤️", "กำพล", "각", "─│╭╯█",
        "evil\u{1B}[2J", "a\u{202E}b", "     ", "x", "tab\tbed", "1️⃣", "☝🏽", "⌚Ａ", "ᄒ\u{1161}\u{11AB}", "क्षि", "שלום",
        "مرحبا",
        "Z" + String(repeating: "\u{0300}", count: 20),
    ]

    init() throws {
        screen = try CursesScreen.forProbe()
        dump = ProcessInfo.processInfo.environment["PROBE_DUMP"] ?? "/dev/null"
        buffer = CellBuffer(screen.size)
    }

    func run() async throws {
        try show()
        while let events = await screen.events.next() {
            for event in events {
                switch event {
                case .resize: buffer = CellBuffer(screen.size)
                case .key(KeyStroke("n")): number += 1
                case .key(KeyStroke("q")), .hangUp:
                    screen.close()
                    return
                default: break
                }
            }
            try show()
        }
    }

    private func show() throws {
        scribble()
        let name = "scene \(number)."
        let canvas = buffer.canvas
        canvas.put(name, at: Point(0, canvas.height - 1))
        try Data(expectation.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: "\(dump).\(number)"))
        screen.present(buffer, cursor: nil)
    }

    /// Changes some of the frame, or scrolls it, or fills it again.
    private func scribble() {
        let canvas = buffer.canvas
        if number % 7 == 0 {
            for y in 0..<canvas.height {
                canvas.put("line \(y) of a whole new frame", at: Point(y % 9, y), randomRole())
            }
        }
        for _ in 0..<6 {
            let style = Style(randomRole(), on: randomRole(), Attributes(rawValue: UInt8(random(32))))
            let text = Self.texts[random(Self.texts.count)]
            canvas.put(text, at: Point(random(max(1, canvas.width)) - 2, random(max(1, canvas.height))), style: style)
        }
        scribbleAtTheEdge(of: canvas)
    }

    /// Ends one text in the last column, one before it and one beyond, where terminals differ most: one of them in the last
    /// row.
    private func scribbleAtTheEdge(of canvas: Canvas) {
        for y in [random(max(1, canvas.height)), random(max(1, canvas.height)), canvas.height - 1] {
            let text = Self.texts[random(Self.texts.count)]
            let x = canvas.width - TextWidth.cells(of: text) - 1 + random(3)
            canvas.put(text, at: Point(x, y), style: Style(randomRole(), on: randomRole()))
        }
    }

    private func randomRole() -> Role { Role.allCases[random(Role.allCases.count)] }

    private func random(_ limit: Int) -> Int {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(seed >> 33) % limit
    }

    /// A line a cell: text, width, colours, attributes.
    private var expectation: [String] {
        (0..<buffer.size.height).flatMap { y in
            buffer.row(y).map { cell in
                let look = screen.theme.look(of: cell.style, at: screen.depth)
                return "\(cell.text)|\(cell.width)|\(name(look.text))|\(name(look.ground))|\(look.attributes.rawValue)"
            }
        }
    }

    private func name(_ color: Look.Color) -> String {
        switch color {
        case .standard: "default"
        case .indexed(let index): "\(index)"
        case .rgb(let rgb): rgb.hex
        }
    }
}
