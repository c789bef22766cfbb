/// The functions that a terminal understands in the bytes it is sent (ECMA-48, section 5).
package enum ControlFunction: Equatable, Sendable {
    /// One character to show.
    case print(Unicode.Scalar)
    /// A C0 control such as BEL, BS, LF.
    case execute(UInt8)
    /// `ESC`, intermediate bytes and a final byte: `ESC ( 0`.
    case escape(intermediates: [UInt8], final: UInt8)
    /// `CSI` with its parameters: `CSI ? 25 h`.
    case sequence(ControlSequence)
    /// The text of an operating system command, without its introducer and terminator.
    case operatingSystemCommand([UInt8])
    /// The text of a device control string, without its introducer and terminator.
    case deviceControl([UInt8])
}

/// A control sequence, taken apart (ECMA-48, 5.4).
package struct ControlSequence: Equatable, Sendable {
    /// `?`, `>`, `=` or `<` before the parameters.
    package var prefix: UInt8?
    /// The parameters between semicolons, each with its parts between colons. An empty part is nil.
    package var parameters: [[Int?]]
    package var intermediates: [UInt8]
    package var final: UInt8

    package init(prefix: UInt8? = nil, parameters: [[Int?]] = [], intermediates: [UInt8] = [], final: UInt8) {
        self.prefix = prefix
        self.parameters = parameters
        self.intermediates = intermediates
        self.final = final
    }

    /// The parameter at `index`; `missing` where it is absent or empty.
    func parameter(_ index: Int, missing: Int = 0) -> Int {
        guard parameters.indices.contains(index), let first = parameters[index].first, let value = first else {
            return missing
        }
        return value
    }

    /// The parameter at `index` as a number of steps: absent, empty and 0 all mean 1.
    func count(_ index: Int = 0) -> Int { max(1, parameter(index, missing: 1)) }
}

extension ControlSequence: CustomStringConvertible {
    package var description: String {
        var words = ["CSI"]
        if let prefix { words.append(character(prefix)) }
        if !parameters.isEmpty {
            words.append(
                parameters.map { parts in
                    parts.map { $0.map(String.init) ?? "" }.joined(separator: ":")
                }.joined(separator: ";"))
        }
        words += (intermediates + [final]).map(character)
        return words.joined(separator: " ")
    }

    private func character(_ byte: UInt8) -> String { byte == 0x20 ? "SP" : String(Unicode.Scalar(byte)) }
}
