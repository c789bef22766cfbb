import TestRandom
import Testing

@testable import TerminalKit

@Suite("Cells and canvas")
struct CanvasTests {
    @Test("A cell is eight bytes, so that rows compare as memory")
    func cellSize() {
        #expect(MemoryLayout<Cell>.stride == 8)
    }

    @Test("Overwriting half of a wide glyph blanks the other half")
    func wideOverwrite() {
        let buffer = CellBuffer(Size(6, 1))
        buffer.canvas.put("山田太", at: .zero)
        buffer.canvas.put("x", at: Point(1, 0))
        #expect(buffer.text == " x田太")
        buffer.canvas.put("y", at: Point(2, 0))
        #expect(buffer.text == " xy 太")
        buffer.canvas.put("川", at: Point(3, 0))
        #expect(buffer.text == " xy川")
    }

    @Test("After any drawing every wide glyph has its second half and no half stands alone")
    func invariant() {
        var random = SeededRandom(seed: 3)
        let buffer = CellBuffer(Size(20, 3))
        for _ in 0..<3000 {
            let part = Rect(
                Int(random.next() % 24) - 2, Int(random.next() % 5) - 1, Int(random.next() % 12), Int(random.next() % 4)
            )
            let name = Names.all[Int(random.next() % UInt64(Names.all.count))]
            buffer.canvas.sub(part).put(name, at: Point(Int(random.next() % 14) - 4, Int(random.next() % 4) - 1))
            let isWhole = (0..<3).allSatisfy { y in
                let widths = buffer.row(y).map(\.width)
                return widths.indices.allSatisfy { x in
                    switch widths[x] {
                    case 2: x + 1 < widths.count && widths[x + 1] == 0
                    case 0: x > 0 && widths[x - 1] == 2
                    default: true
                    }
                }
            }
            #expect(isWhole)
        }
    }

    @Test("Drawing outside a part changes nothing, and half a wide glyph at its edge is blank")
    func clipping() {
        let buffer = CellBuffer(Size(8, 3))
        buffer.canvas.fill(nil, .plain)
        for y in 0..<3 { buffer.canvas.put("........", at: Point(0, y)) }
        let part = buffer.canvas.sub(Rect(2, 1, 3, 1))
        part.put("abcdef", at: Point(-1, 0))
        part.put("above", at: Point(0, -1))
        part.put("below", at: Point(0, 1))
        #expect(buffer.text == "........\n..bcd...\n........")
        part.put("山田", at: Point(0, 0))
        #expect(buffer.text == "........\n..山 ...\n........")
        part.sub(Rect(-5, -5, 100, 100)).fill()
        #expect(buffer.text == "........\n..   ...\n........")
    }

    @Test("Text is sanitised on its way into cells")
    func sanitised() {
        let buffer = CellBuffer(Size(12, 1), glyphs: .ascii)
        let used = buffer.canvas.put("a\u{1B}[31mb", at: .zero)
        #expect(buffer.text == "a^[[31mb")
        #expect(used == 8)
    }

    @Test("Text longer than its width ends in an ellipsis")
    func maxWidth() {
        let buffer = CellBuffer(Size(10, 2))
        #expect(buffer.canvas.put("Ada Lovelace", at: .zero, maxWidth: 6) == 6)
        let line = StyledLine([Span("Ada ", .accent), Span("Lovelace", .muted)])
        #expect(buffer.canvas.put(line, at: Point(0, 1), maxWidth: 7) == 7)
        #expect(buffer.text == "Ada L…\nAda Lo…")
    }

    @Test("A line of several styles is cut in the span where room ends")
    func cutSpans() {
        let line = StyledLine([Span("abc", .accent), Span("def", .muted)])
        for (width, expected) in [(6, "abcdef"), (5, "abcd…"), (4, "abc…"), (3, "ab…"), (1, "…"), (0, "")] {
            let buffer = CellBuffer(Size(10, 1))
            buffer.canvas.put(line, at: .zero, maxWidth: width)
            #expect(buffer.text == expected)
        }
    }

    @Test("Rectangles split and inset without negative sizes")
    func rectangles() {
        let rect = Rect(0, 0, 10, 4)
        #expect(rect.splitTop(9).rest.isEmpty)
        #expect(rect.splitBottom(1).bottom == Rect(0, 3, 10, 1))
        #expect(rect.inset(6).isEmpty)
        #expect(rect.centred(Size(4, 2)) == Rect(3, 1, 4, 2))
        #expect(rect.intersection(Rect(8, 3, 9, 9)) == Rect(8, 3, 2, 1))
    }

    @Test("A changed span covers whole glyphs")
    func changes() {
        let old = CellBuffer(Size(10, 2))
        old.canvas.put("ab山cd", at: .zero)
        let new = CellBuffer(Size(10, 2))
        new.canvas.put("ab山cd", at: .zero)
        #expect(new.changedSpan(0, since: old) == nil)
        new.canvas.put("川", at: Point(2, 0))
        #expect(new.changedSpan(0, since: old) == 2..<4)
        new.canvas.put("x", at: Point(8, 0))
        #expect(new.changedSpan(0, since: old) == 2..<9)
        #expect(new.changedSpan(1, since: old) == nil)
        #expect(new.changedSpan(1, since: nil) == 0..<10)
    }
}
