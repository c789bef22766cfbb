import Foundation
import FoundationXML
import Testing

@testable import TerminalKit

@Suite("SVG pictures")
struct SVGDocumentTests {
    private func picture() -> SVGDocument {
        let buffer = CellBuffer(Size(24, 4))
        let inside = buffer.canvas.box(title: StyledLine("Users & <co>", Style(.heading)))
        inside.put("山田 \u{1B}[31m", at: .zero, .warning)
        inside.put("e\u{0301}t", at: Point(0, 1), style: Style(.plain, on: .selected, .underline))
        return SVGDocument(buffer, theme: .midnight, windowTitle: "a & b", cursor: Point(1, 2))
    }

    @Test("A frame looks as it did")
    func golden() throws {
        try expectGolden("svg", picture().render())
    }

    @Test("The picture is well-formed XML, whatever the frame holds")
    func wellFormed() {
        let buffer = CellBuffer(Size(80, Names.all.count))
        for (y, name) in Names.all.enumerated() { buffer.canvas.put(name + "<&\">", at: Point(0, y)) }
        for picture in [picture(), SVGDocument(buffer, theme: .midnight)] {
            #expect(XMLParser(data: Data(picture.render().utf8)).parse())
        }
    }
}
