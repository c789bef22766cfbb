import Foundation

/// Lines of text on pages, as PDF 1.4 (ISO 32000-1). The built-in fonts have the characters of western Europe; others
/// become question marks.
struct PDFDocument {
    enum Paper: String, CaseIterable {
        case a0, a1, a2, a3, a4, a5, legal, letter, tabloid

        /// In points.
        fileprivate var size: (width: Int, height: Int) {
            switch self {
            case .a0: (2384, 3370)
            case .a1: (1684, 2384)
            case .a2: (1191, 1684)
            case .a3: (842, 1191)
            case .a4: (595, 842)
            case .a5: (420, 595)
            case .legal: (612, 1008)
            case .letter: (612, 792)
            case .tabloid: (792, 1224)
            }
        }
    }

    /// A line of text, or of two texts side by side.
    struct Line {
        var text: String
        /// The text in the right half of the page; empty for none.
        var second = ""
        /// In points.
        var size = 10
        var position = Position.left

        init(_ text: String, size: Int = 10, position: Position = .left) {
            (self.text, self.size, self.position) = (text, size, position)
        }
    }

    /// The part of the width between the margins that a line stands in.
    enum Position {
        case left, center, right
    }

    private let width: Int
    private let height: Int
    private let title: String
    private let lines: [Line]

    init(title: String, lines: [Line], paper: Paper, isLandscape: Bool) {
        (width, height) = isLandscape ? (paper.size.height, paper.size.width) : paper.size
        self.title = title
        self.lines = lines
    }

    var bytes: [UInt8] {
        let each = max(1, (height - 130) / 14)
        var pages = stride(from: 0, to: lines.count, by: each).map { Array(lines[$0..<min($0 + each, lines.count)]) }
        if pages.isEmpty { pages = [[]] }
        var objects: [[UInt8]] = []
        let kids = pages.indices.map { "\(4 + $0 * 2) 0 R" }.joined(separator: " ")
        objects.append(Array("<< /Type /Catalog /Pages 2 0 R >>".utf8))
        objects.append(Array("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>".utf8))
        objects.append(Array("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".utf8))
        for (index, page) in pages.enumerated() {
            objects.append(
                Array(
                    ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(width) \(height)] /Contents \(5 + index * 2) 0 R "
                        + "/Resources << /Font << /F1 3 0 R >> >> >>").utf8))
            let content = self.content(page)
            objects.append(Array("<< /Length \(content.count) >>\nstream\n".utf8) + content + Array("\nendstream".utf8))
        }
        return Self.file(objects)
    }

    private func content(_ lines: [Line]) -> [UInt8] {
        var content = Array("BT /F1 18 Tf 50 \(height - 60) Td (".utf8) + Self.escaped(title) + Array(") Tj\n".utf8)
        content += Array("/F1 10 Tf 14 TL 0 -20 Td\n".utf8)
        for line in lines {
            if line.size != 10 { content += Array("/F1 \(line.size) Tf ".utf8) }
            let indent = indent(of: line)
            if indent > 0 { content += Array("\(indent) 0 Td ".utf8) }
            content += Array("(".utf8) + Self.escaped(line.text) + Array(") Tj ".utf8)
            if indent > 0 { content += Array("\(-indent) 0 Td ".utf8) }
            if !line.second.isEmpty {
                content += Array("\(width / 2 - 50) 0 Td (".utf8) + Self.escaped(line.second)
                content += Array(") Tj \(50 - width / 2) 0 Td ".utf8)
            }
            if line.size != 10 { content += Array("/F1 10 Tf ".utf8) }
            content += Array("T*\n".utf8)
        }
        return content + Array("ET".utf8)
    }

    /// The points that a line is moved in by. A letter of Helvetica is half as wide as high, give or take.
    private func indent(of line: Line) -> Int {
        let free = max(0, width - 100 - line.text.count * line.size / 2)
        return switch line.position {
        case .left: 0
        case .center: free / 2
        case .right: free
        }
    }

    private static func escaped(_ text: String) -> [UInt8] {
        let encoded =
            text.data(using: .windowsCP1252, allowLossyConversion: true) ?? Data(text.utf8.filter { $0 < 127 })
        return encoded.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
            case 0..<32: [UInt8(ascii: " ")]
            default: [byte]
            }
        }
    }

    /// The objects with the table of where they are.
    private static func file(_ objects: [[UInt8]]) -> [UInt8] {
        var file = Array("%PDF-1.4\n".utf8)
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(file.count)
            file += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
        }
        let table = file.count
        var text = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            let digits = String(offset)
            text += String(repeating: "0", count: max(0, 10 - digits.count)) + digits + " 00000 n \n"
        }
        text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n"
        return file + Array(text.utf8)
    }
}
