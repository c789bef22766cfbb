import TerminalKit

/// Shows every event in words, the newest at the foot.
@ScreenActor
final class KeyProbe {
    private let screen: CursesScreen
    private var lines = ["ready"]

    init() throws {
        screen = try CursesScreen.forProbe()
    }

    func run() async throws {
        draw()
        while let events = await screen.events.next() {
            for event in events {
                lines.append(words(event))
                if event == .key(KeyStroke("q")) || event == .hangUp {
                    screen.close()
                    return
                }
            }
            draw()
        }
    }

    private func words(_ event: InputEvent) -> String {
        switch event {
        case .key(let stroke): "key <\(stroke)>"
        case .paste(let text): "paste <\(text)>"
        case .focus(let isIn): "focus <\(isIn ? "in" : "out")>"
        case .resize(let size): "resize <\(size.width)x\(size.height)>"
        case .mouse(let event): "mouse <\(event.action) \(event.at.x),\(event.at.y)>"
        case .resumed: "resumed"
        case .hangUp: "hang up"
        }
    }

    private func draw() {
        let buffer = CellBuffer(screen.size)
        for (y, line) in lines.suffix(screen.size.height).enumerated() { buffer.canvas.put(line, at: Point(0, y)) }
        screen.present(buffer, cursor: nil)
    }
}
