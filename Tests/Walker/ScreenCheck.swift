import ConsoleState
import ConsoleUI
import Foundation
import TerminalKit

/// Looks for what no screen may show, whatever the server says.
enum ScreenCheck {
    /// What is wrong with the frame of a state; nothing when it is fine.
    static func problems(of state: ConsoleState, at size: Size) -> [String] {
        let buffer = CellBuffer(size)
        let cursor = ConsoleView(state).draw(on: buffer.canvas)
        var problems: [String] = []
        if let cursor, !(0..<size.width ~= cursor.x && 0..<size.height ~= cursor.y) {
            problems.append("the cursor stands outside, at \(cursor)")
        }
        let text = buffer.text
        for scalar in text.unicodeScalars where isRaw(scalar) {
            problems.append("U+\(String(scalar.value, radix: 16, uppercase: true)) stands raw")
        }
        problems += faults.filter(text.contains).map { "it shows \"\($0)\"" }
        if text.allSatisfy(\.isWhitespace) { problems.append("it is empty") }
        return problems.map { "\($0) at \(size.width)x\(size.height)" }
    }

    /// What a fault of our own would bring to the screen: descriptions of values that nobody made a sentence of.
    private static let faults = [
        "Optional(", "Error Domain=", "NSCocoaErrorDomain", "NSURLError", "SisenseClient.", "ConsoleState.",
        "ConsoleUI.", "TerminalKit.", "LocalServer.", "(Function)", "CancellationError", "DecodingError",
        "The operation couldn", "The operation could not be completed", "Fatal error", "internal error",
    ]

    /// What acts on a terminal or turns the direction of the text around it.
    private static func isRaw(_ scalar: Unicode.Scalar) -> Bool {
        // Between the rows of the text.
        if scalar == "\n" || (0x20..<0x7F).contains(scalar.value) { return false }
        return switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        }
    }
}
