import Foundation
import Glibc
import TerminalKit

/// A table of 100,000 rows with a bar and hints, moved by the usual keys.
@ScreenActor
final class TableProbe {
    private let screen: CursesScreen
    private let rowCount = 100_000
    private var cursor = 0
    private var top = 0
    private var note = "PROBE"

    init() throws {
        screen = try CursesScreen.forProbe()
    }

    func run() async throws {
        draw()
        while let events = await screen.events.next() {
            for event in events {
                if case .key(let stroke) = event { perform(stroke) }
                if event == .key(KeyStroke("V")) { note = "got " + (await edited() ?? "nothing") }
                if event == .hangUp || event == .key(KeyStroke("q")) {
                    screen.close()
                    return
                }
            }
            draw()
        }
    }

    private var visibleRows: Int { TableView.visibleRows(height: screen.size.height - 2) }

    private func perform(_ stroke: KeyStroke) {
        switch stroke.description {
        case "Down": cursor += 1
        case "Up": cursor -= 1
        case "PgDn": (cursor, top) = (cursor + visibleRows, top + visibleRows)
        case "PgUp": (cursor, top) = (cursor - visibleRows, top - visibleRows)
        case "Home": cursor = 0
        case "End": cursor = rowCount - 1
        case "Ctrl-Z": screen.suspend()
        case "Ctrl-L": screen.redraw()
        case "T": screen.theme = .named("daylight") ?? .midnight
        case "X": exit(0)
        case "c": note = screen.sendToClipboard("row \(cursor) Zoë") ? "sent" : "not sent"
        case "L": note = screen.characterSet.problem ?? "Zoë"
        case "H": screen.holdEndings(true)
        case "h": screen.holdEndings(false)
        case "P": note = writeToNobody()
        case "O": cursor = overflow(cursor)
        case "F": dropTypedAhead()
        case "W":
            FileHandle.standardError.write(Data("a warning of some library\n".utf8))
            note = "written"
        // The message of a precondition is left out of optimised programs, that of a fatal error is not.
        case "!": fatalError("the fault that a test asked for")
        default: break
        }
        cursor = min(max(0, cursor), rowCount - 1)
        top = TableView.top(min(top, rowCount), showing: cursor, rowCount: rowCount, height: screen.size.height - 2)
    }

    /// The keys that a person types while the terminal belongs to another.
    private func edited() async -> String? {
        await screen.release {
            print("editing")
            return readLine()
        }
    }

    /// A pipe that nobody reads any more.
    private func writeToNobody() -> String {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return "no pipe" }
        close(ends[0])
        let count = write(ends[1], "x", 1)
        let problem = errno
        close(ends[1])
        return count < 0 && problem == EPIPE ? "nobody reads" : "written"
    }

    /// Calls itself until the stack is full.
    @inline(never)
    private func overflow(_ depth: Int) -> Int {
        depth < 0 ? 0 : overflow(depth + 1) + screen.size.width
    }

    /// Waits until two arrow keys have come in unread, and drops them.
    private func dropTypedAhead() {
        note = "type ahead"
        draw()
        var waiting: Int32 = 0
        while waiting < 6 {
            usleep(1000)
            _ = ioctl(STDIN_FILENO, UInt(FIONREAD), &waiting)
        }
        screen.flushInput()
        note = "dropped"
    }

    private func draw() {
        let buffer = CellBuffer(screen.size, glyphs: screen.glyphs)
        let (bar, rest) = buffer.canvas.rect.splitTop(1)
        let (body, hints) = rest.splitBottom(1)
        BarView(left: [.init(note, .badge)], right: [.init("\(cursor + 1)/\(rowCount)", .muted)])
            .draw(on: buffer.canvas.sub(bar))
        let columns: [TableView.Column] = [
            .init("login", title: "LOGIN", minWidth: 10, usualWidth: 10, priority: 9),
            .init("name", title: "NAME", minWidth: 10, usualWidth: 20, maxWidth: 60, priority: 5),
            .init("mail", title: "EMAIL", minWidth: 20, usualWidth: 32),
        ]
        let table = TableView(columns: columns, rowCount: rowCount, top: top, cursor: cursor) { row, column in
            switch column {
            case 0: .init("user_" + String(100_000 + row).dropFirst())
            case 1: .init("Name of \(row)")
            default: .init("someone.\(row)@acme.example", Style(.muted))
            }
        }
        let cursor = table.draw(on: buffer.canvas.sub(body))
        HintBar([.init("j/k", "move"), .init("q", "quit")]).draw(on: buffer.canvas.sub(hints))
        screen.present(buffer, cursor: cursor.map { Point($0.x, $0.y + body.y) })
    }
}
