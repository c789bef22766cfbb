package import Foundation

/// A JSON5 document that a person wrote, with the lines on which its members and items stand, for those who report the
/// person what is wrong with them.
package struct JSON5Document: Sendable {
    /// A document that is no JSON5.
    package struct Fault: Error, Sendable, Equatable {
        /// Counted from 1.
        package let line: Int
        package let message: String
    }

    package let value: JSONValue
    /// The paths of members that came before already, with the line of each; the last value of a key counts.
    package let repeated: [(path: JSONPath, line: Int)]
    private let lines: [JSONPath: Int]

    /// Deeper nesting is refused, so that no text can exhaust the stack.
    private static let depthLimit = 32

    package init(_ data: Data) throws(Fault) {
        let outcome: Result<JSON5Document, Fault> = data.withUnsafeBytes { raw in
            raw.withMemoryRebound(to: UInt8.self) { bytes in
                Result { () throws(Fault) in try JSON5Document(bytes) }
            }
        }
        self = try outcome.get()
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) {
        var reader = JSONReader(
            bytes: bytes, strictness: .tolerant, depthLimit: Self.depthLimit, dialect: .json5)
        reader.sourceMap = JSONReader.SourceMap()
        do throws(JSONError) {
            value = try reader.document()
        } catch {
            var counter = LineCounter(bytes)
            throw Fault(line: counter.line(of: error.offset), message: error.message)
        }
        var counter = LineCounter(bytes)
        var (lines, repeated) = ([JSONPath: Int](), [(path: JSONPath, line: Int)]())
        for entry in reader.sourceMap?.all ?? [] {
            let line = counter.line(of: entry.offset)
            lines[entry.path] = line
            if entry.isRepeated { repeated.append((entry.path, line)) }
        }
        (self.lines, self.repeated) = (lines, repeated)
    }

    /// The line of a member's key, of an item, or of the document's value, counted from 1; that of the last one where a
    /// key comes twice.
    package func line(of path: JSONPath) -> Int? { lines[path] }
}

extension JSONReader {
    /// The offsets of the members and items of a document, in the order they came.
    struct SourceMap {
        struct Entry {
            let path: JSONPath
            /// In bytes from the beginning.
            let offset: Int
            let isRepeated: Bool
        }

        private(set) var all: [Entry] = []

        mutating func add(_ steps: [JSONPath.Step], at offset: Int, isRepeated: Bool) {
            all.append(Entry(path: JSONPath(steps), offset: offset, isRepeated: isRepeated))
        }
    }
}

/// Counts lines up to offsets that only grow. All kinds of line ends count as one.
private struct LineCounter {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var line = 1

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func line(of offset: Int) -> Int {
        while position < min(offset, bytes.count) {
            let isSecondHalf = bytes[position] == 0x0A && position > 0 && bytes[position - 1] == 0x0D
            if bytes[position] == 0x0D || bytes[position] == 0x0A && !isSecondHalf { line += 1 }
            position += 1
        }
        return line
    }
}
