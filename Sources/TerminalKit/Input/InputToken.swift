/// A unit of what a terminal sends, before anybody asks which key it is.
enum InputToken: Equatable {
    /// A character that is no control character.
    case text(Unicode.Scalar)
    /// A control character (C0 or DEL).
    case control(Unicode.Scalar)
    /// An Esc that nothing followed.
    case escape
    /// An Esc and the character that came with it.
    case escaped(Unicode.Scalar)
    /// `ESC [ … final`.
    case sequence(ControlSequence)
    /// `ESC O … final`.
    case single(ControlSequence)
    /// `ESC [ [ final`, a function key of the Linux console.
    case linuxFunction(Unicode.Scalar)
    /// `ESC [ M` and three bytes: button, column and row, each 32 more than it means.
    case oldMouse([UInt8])
}

/// A control sequence (ECMA-48, 5.4): everything between the introducer and the final character, and that.
struct ControlSequence: Equatable {
    /// `<`, `=`, `>` or `?`, which mark sequences that no standard defines.
    let prefix: Unicode.Scalar?
    /// The parameters, each with its parts between colons; nil where nothing or no number stands.
    let parameters: [[Int?]]
    let intermediates: String
    let final: Unicode.Scalar
    /// As it came, without the introducer.
    let text: String

    init(body: String, final: Unicode.Scalar) {
        var rest = body.unicodeScalars[...]
        if let first = rest.first, ("<"..."?").contains(first) {
            prefix = first
            rest = rest.dropFirst()
        } else {
            prefix = nil
        }
        let end = rest.firstIndex { $0.value < 0x30 } ?? rest.endIndex
        parameters =
            end == rest.startIndex
            ? []
            : rest[..<end].split(separator: ";", omittingEmptySubsequences: false).map { parameter in
                parameter.split(separator: ":", omittingEmptySubsequences: false).map { Int(String($0)) }
            }
        intermediates = String(rest[end...])
        self.final = final
        text = body + String(final)
    }

    /// The number at a position; nil where there is none.
    func number(_ position: Int) -> Int? {
        parameters.indices.contains(position) ? parameters[position].first ?? nil : nil
    }

    /// The part of a parameter behind its first colon.
    func part(_ position: Int, _ part: Int) -> Int? {
        guard parameters.indices.contains(position), parameters[position].indices.contains(part) else { return nil }
        return parameters[position][part]
    }
}
