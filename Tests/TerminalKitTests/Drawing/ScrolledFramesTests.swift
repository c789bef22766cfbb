import Testing

@testable import TerminalKit

@Suite("Frames that scroll")
struct ScrolledFramesTests {
    private static let size = Size(30, 20)

    /// Rows of a list from `first` on between a heading and a foot, one of them selected.
    private func frame(from first: Int, cursor: Int) -> CellBuffer {
        let buffer = CellBuffer(Self.size)
        buffer.canvas.put("山 heading", at: .zero)
        for y in 1..<19 {
            let row = first + y
            buffer.canvas.put("row \(row) 山田", at: Point(0, y), row == cursor ? .selected : .plain)
        }
        buffer.canvas.put("\(cursor)", at: Point(0, 19))
        return buffer
    }

    @Test("A list that moved by a row or by three is distinguished from one that changed", arguments: [1, -1, 3, -3])
    func moved(step: Int) throws {
        let old = frame(from: 100, cursor: 118)
        let new = frame(from: 100 + step, cursor: 118 + step)
        let scroll = try #require(new.scrolled(since: old))
        #expect(scroll.step == step)
        old.scroll(scroll.rows, by: scroll.step)
        let changed = (0..<20).filter { new.changedSpan($0, since: old) != nil }
        // The rows that came in, those of the cursor, and the foot.
        #expect(changed.count <= abs(step) + 3, "\(changed)")
    }

    @Test("Neither another page nor a few rows nor the same frame is taken for scrolling")
    func others() {
        let old = frame(from: 100, cursor: 118)
        #expect(frame(from: 118, cursor: 136).scrolled(since: old) == nil)
        #expect(frame(from: 100, cursor: 117).scrolled(since: old) == nil)
        #expect(frame(from: 100, cursor: 118).scrolled(since: old) == nil)
        #expect(CellBuffer(Size(31, 20)).scrolled(since: old) == nil)
        #expect(CellBuffer(Size(0, 0)).scrolled(since: CellBuffer(Size(0, 0))) == nil)
    }

    @Test("Rows that scroll in are blank, and all others keep their cells")
    func scrolling() {
        let frame = frame(from: 0, cursor: 3)
        let rows = (0..<20).map { frame.row($0) }
        frame.scroll(2..<10, by: 3)
        for y in 2..<7 { #expect(frame.row(y) == rows[y + 3]) }
        for y in 7..<10 { #expect(frame.row(y) == Array(repeating: .blank(), count: 30)) }
        for y in [0, 1, 10, 19] { #expect(frame.row(y) == rows[y]) }
        frame.scroll(0..<20, by: -30)
        #expect(frame.text == String(repeating: "\n", count: 19))
    }
}
