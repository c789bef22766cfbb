import Foundation

/// Masks the secrets of JSON that may end in the middle, as the first part of a long answer does. It reads tokens,
/// not documents, so that nothing has to be complete, and a member's value is masked by the name before it.
struct JSONMasker {
    private let bytes: [UInt8]
    private var output: [UInt8] = []
    private var position = 0

    /// The text of `bytes` with the values of secret members masked.
    static func mask(_ bytes: some Sequence<UInt8>) -> String {
        var masker = JSONMasker(bytes: Array(bytes))
        masker.run()
        return String(decoding: masker.output, as: UTF8.self)
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        output.reserveCapacity(bytes.count)
    }

    private mutating func run() {
        while position < bytes.count {
            guard bytes[position] == Self.quote else {
                output.append(bytes[position])
                position += 1
                continue
            }
            let text = takeString()
            let space = takeSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
                output += Self.shown(text) + space
                continue
            }
            position += 1
            output += text + space + [UInt8(ascii: ":")] + takeSpace()
            if Redactor.isSecret(Self.name(text)) { maskValue() }
        }
    }

    // MARK: Values

    private mutating func maskValue() {
        guard position < bytes.count else { return }
        switch bytes[position] {
        case Self.quote:
            let text = takeString()
            output += text == Self.empty ? text : Self.mask
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            skipBranch()
            output += Self.mask
        default:
            let start = position
            while position < bytes.count, !",}] \n\r\t".utf8.contains(bytes[position]) { position += 1 }
            let literal = bytes[start..<position]
            // Flags and null reveal nothing, and a reader should see whether something is set.
            let tellsNothing = ["true", "false", "null"].contains { literal.elementsEqual($0.utf8) }
            output += tellsNothing ? Array(literal) : Self.mask
        }
    }

    /// Past an object or array, however much of it is there.
    private mutating func skipBranch() {
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case Self.quote:
                _ = takeString()
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            position += 1
            if depth == 0 { return }
        }
    }

    // MARK: Tokens

    /// A string with its quotes; the last one may lack the second.
    private mutating func takeString() -> [UInt8] {
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != Self.quote {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position = min(position + 1, bytes.count)
        return Array(bytes[start..<position])
    }

    private mutating func takeSpace() -> [UInt8] {
        let start = position
        while position < bytes.count, " \n\r\t".utf8.contains(bytes[position]) { position += 1 }
        return Array(bytes[start..<position])
    }

    private static let quote = UInt8(ascii: "\"")
    private static let empty = Array("\"\"".utf8)
    private static let mask = Array("\"\(Redactor.mask)\"".utf8)

    /// The name of a member; one with escapes is read as JSON, so that none can hide behind them.
    private static func name(_ text: [UInt8]) -> String {
        if text.contains(UInt8(ascii: "\\")), let name = (try? JSONReader.read(text))?.string { return name }
        return String(decoding: text.dropFirst().dropLast(), as: UTF8.self)
    }

    /// A string that is no name: tokens in it are masked by their form.
    private static func shown(_ text: [UInt8]) -> [UInt8] {
        text.count < 10 ? text : Array(Redactor.text(String(decoding: text, as: UTF8.self)).utf8)
    }
}
