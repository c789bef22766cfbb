import Foundation

/// A picture of a few flat colours, and its bytes as PNG (W3C PNG, third edition).
struct Bitmap {
    enum Color: UInt8, CaseIterable {
        case white
        case black
        case grey
        case light
        case blue
        case teal

        fileprivate var rgb: [UInt8] {
            switch self {
            case .white: [255, 255, 255]
            case .black: [33, 37, 41]
            case .grey: [134, 142, 150]
            case .light: [241, 243, 245]
            case .blue: [51, 102, 204]
            case .teal: [0, 206, 230]
            }
        }
    }

    let width: Int
    let height: Int
    private var pixels: [UInt8]

    /// Sizes are held between 16 and 4,096 pixels.
    init(width: Int, height: Int) {
        self.width = min(max(width, 16), 4096)
        self.height = min(max(height, 16), 4096)
        pixels = [UInt8](repeating: Color.white.rawValue, count: self.width * self.height)
    }

    /// Parts outside the picture are left out.
    mutating func fill(x: Int, y: Int, width: Int, height: Int, _ color: Color) {
        let columns = max(0, x)..<max(max(0, x), min(self.width, x + width))
        for row in max(0, y)..<max(max(0, y), min(self.height, y + height)) {
            for column in columns { pixels[row * self.width + column] = color.rawValue }
        }
    }

    /// Capital letters of three by five dots, `scale` pixels a dot. Letters without a shape become boxes.
    mutating func write(_ text: String, x: Int, y: Int, scale: Int, _ color: Color) {
        let plain = text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).uppercased()
        for (index, character) in plain.prefix(max(0, (width - x) / (4 * scale))).enumerated() {
            let shape = DotFont.shape(character)
            for row in 0..<5 {
                for column in 0..<3 where shape >> UInt16(14 - row * 3 - column) & 1 == 1 {
                    fill(x: x + (index * 4 + column) * scale, y: y + row * scale, width: scale, height: scale, color)
                }
            }
        }
    }

    var png: [UInt8] {
        var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        // Eight bits a pixel, indexed colour.
        bytes += Self.chunk("IHDR", Self.big(width) + Self.big(height) + [8, 3, 0, 0, 0])
        bytes += Self.chunk("PLTE", Color.allCases.flatMap(\.rgb))
        var rows: [UInt8] = []
        rows.reserveCapacity((width + 1) * height)
        for row in 0..<height {
            // Filter 0: as it is.
            rows.append(0)
            rows += pixels[(row * width)..<((row + 1) * width)]
        }
        bytes += Self.chunk("IDAT", Self.zlib(rows))
        return bytes + Self.chunk("IEND", [])
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return big(content.count) + body + big(Int(CRC32.of(body)))
    }

    private static func big(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }

    /// A zlib stream (RFC 1950) of stored blocks: no compression, but every reader takes it.
    private static func zlib(_ content: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        for start in stride(from: 0, to: content.count, by: 65_535) {
            let block = content[start..<min(start + 65_535, content.count)]
            let isLast = block.endIndex == content.count
            let length = UInt16(block.count)
            stream += [isLast ? 1 : 0, UInt8(truncatingIfNeeded: length), UInt8(length >> 8)]
            stream += [UInt8(truncatingIfNeeded: ~length), UInt8(~length >> 8)]
            stream += block
        }
        var (low, high) = (1, 0)
        for byte in content {
            low = (low + Int(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return stream + big(high << 16 | low)
    }
}

/// Capital letters, digits and a few signs in three by five dots. Fifteen bits a shape, from the top left.
enum DotFont {
    static func shape(_ character: Character) -> UInt16 { shapes[character] ?? box }

    private static let box: UInt16 = 0b111_101_101_101_111

    private static let shapes: [Character: UInt16] = [
        " ": 0, "A": 0b010_101_111_101_101, "B": 0b110_101_110_101_110, "C": 0b011_100_100_100_011,
        "D": 0b110_101_101_101_110, "E": 0b111_100_110_100_111, "F": 0b111_100_110_100_100, "G": 0b011_100_101_101_011,
        "H": 0b101_101_111_101_101, "I": 0b111_010_010_010_111, "J": 0b001_001_001_101_010, "K": 0b101_101_110_101_101,
        "L": 0b100_100_100_100_111, "M": 0b101_111_111_101_101, "N": 0b110_101_101_101_101, "O": 0b010_101_101_101_010,
        "P": 0b110_101_110_100_100, "Q": 0b010_101_101_110_011, "R": 0b110_101_110_101_101, "S": 0b011_100_010_001_110,
        "T": 0b111_010_010_010_010, "U": 0b101_101_101_101_111, "V": 0b101_101_101_101_010, "W": 0b101_101_111_111_101,
        "X": 0b101_101_010_101_101, "Y": 0b101_101_010_010_010, "Z": 0b111_001_010_100_111, "0": 0b111_101_101_101_111,
        "1": 0b010_110_010_010_111, "2": 0b110_001_010_100_111, "3": 0b110_001_010_001_110, "4": 0b101_101_111_001_001,
        "5": 0b111_100_110_001_110, "6": 0b011_100_111_101_111, "7": 0b111_001_010_010_010, "8": 0b111_101_111_101_111,
        "9": 0b111_101_111_001_110, ".": 0b000_000_000_000_010, ",": 0b000_000_000_010_100, ":": 0b000_010_000_010_000,
        "-": 0b000_000_111_000_000, "/": 0b001_001_010_100_100, "(": 0b001_010_010_010_001, ")": 0b100_010_010_010_100,
    ]
}
