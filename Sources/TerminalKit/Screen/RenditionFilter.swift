/// Shortens what ncurses writes: it sets both colours and all attributes again at each change and takes them back at the
/// end of a frame. The filter keeps what the terminal has and writes only differences, as late as possible: blanks do
/// not care for the colour of text.
///
/// It changes nothing but SGR sequences (and `ESC ( B`, which ncurses adds to them), so the cells look the same.
struct RenditionFilter {
    /// The rendition of the terminal now; nil when it is not known.
    private var actual: Rendition?
    /// The rendition that ncurses believes it has.
    private var wanted = Rendition()
    /// False once ncurses has written what the filter does not know: from then on it lets everything through.
    private var understands = true

    /// Forgets what the terminal has, after others have written to it.
    mutating func forget() {
        actual = nil
        wanted = Rendition()
    }

    mutating func filter(_ bytes: ArraySlice<UInt8>, exact: [UInt8: RGB]) -> [UInt8] {
        guard understands else { return Array(bytes) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == 0x1B {
                let sequence = Self.sequence(bytes[index...])
                take(sequence, into: &result, exact: exact)
                index = sequence.endIndex
                guard understands else { return result + bytes[index...] }
                continue
            }
            if byte >= 0x20, wanted == actual {
                let end = bytes[index...].firstIndex { $0 < 0x20 } ?? bytes.endIndex
                result += bytes[index..<end]
                index = end
                continue
            }
            // A return does not draw, and neither does the sign that ends another character set.
            // A line feed can scroll, which draws blanks.
            if byte != 0x0D && byte != 0x0F {
                settle(forBlanks: byte == 0x20 || byte == 0x0A, into: &result, exact: exact)
            }
            if byte != 0x0F || actual == nil { result.append(byte) }
            index += 1
        }
        return result
    }

    private mutating func take(_ sequence: ArraySlice<UInt8>, into result: inout [UInt8], exact: [UInt8: RGB]) {
        if sequence.elementsEqual("\u{1B}(B".utf8), actual != nil { return }
        let final = sequence.last ?? 0
        let isControl = sequence.dropFirst().first == UInt8(ascii: "[")
        if isControl, final == UInt8(ascii: "m") {
            let former = wanted
            if let parameters = Self.parameters(sequence.dropFirst(2).dropLast()), wanted.apply(parameters) { return }
            wanted = former
            understands = false
            settle(forBlanks: false, into: &result, exact: exact)
            result += sequence
            return
        }
        // Moving the cursor and setting the scroll region draw nothing; erasing, inserting and scrolling draw blanks.
        if !isControl || !"HfdGABCDr".utf8.contains(final) {
            settle(forBlanks: isControl && "JKLMPSTX@".utf8.contains(final), into: &result, exact: exact)
        }
        result += sequence
    }

    /// Brings the terminal to the wanted rendition, or to one in which blanks look as in that.
    private mutating func settle(forBlanks: Bool, into result: inout [UInt8], exact: [UInt8: RGB]) {
        guard let actual else { return write(nil, into: &result, exact: exact) }
        if forBlanks ? !wanted.looksTheSameOnBlanks(as: actual) : wanted != actual {
            write(actual, into: &result, exact: exact)
        }
    }

    private mutating func write(_ actual: Rendition?, into result: inout [UInt8], exact: [UInt8: RGB]) {
        var parameters = wanted.parameters(from: actual ?? Rendition(), exact: exact)
        // If it is not known what the terminal has, everything is taken back first.
        if actual == nil, !parameters.isEmpty { parameters = "0;".utf8 + parameters }
        result += "\u{1B}[".utf8
        result += parameters
        result.append(UInt8(ascii: "m"))
        self.actual = wanted
    }

    /// Numbers between semicolons, what is missing as 0; nil when there is anything else.
    private static func parameters(_ bytes: ArraySlice<UInt8>) -> [Int]? {
        var parameters = [0]
        for byte in bytes {
            switch byte {
            case UInt8(ascii: ";"): parameters.append(0)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let last = parameters.count - 1
                parameters[last] = min(parameters[last] * 10 + Int(byte & 0x0F), 999)
            default: return nil
            }
        }
        return parameters
    }

    /// The escape sequence at the start of the bytes.
    private static func sequence(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard bytes.count > 1 else { return bytes }
        let second = bytes[bytes.startIndex + 1]
        if second == UInt8(ascii: "[") {
            let end = bytes.dropFirst(2).firstIndex { $0 >= 0x40 && $0 <= 0x7E }
            return bytes[...(end ?? bytes.endIndex - 1)]
        }
        return bytes.prefix(second >= 0x20 && second < 0x30 ? 3 : 2)
    }
}
