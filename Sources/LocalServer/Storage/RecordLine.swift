import Foundation
import SisenseClient

/// The lines of the files in a data folder: a checksum in eight hexadecimal digits, a space, JSON, a line feed.
enum RecordLine {
    static func encode(_ value: JSONValue) -> [UInt8] {
        var line: [UInt8] = []
        append(value, to: &line)
        return line
    }

    static func append(_ value: JSONValue, to lines: inout [UInt8]) {
        let json = JSONWriter.bytes(value)
        lines += checksum(json)
        lines += json
        lines.append(10)
    }

    /// The JSON of a line without its line feed; nil when the checksum does not fit or it is no JSON.
    static func decode(_ line: UnsafeRawBufferPointer) -> JSONValue? {
        json(of: line).flatMap { try? JSONReader.read($0) }
    }

    private static func json(of line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard line.count > 9 else { return nil }
        let json = UnsafeRawBufferPointer(rebasing: line[9...])
        return line[..<9].elementsEqual(checksum(json)) ? json : nil
    }

    /// With the space behind it.
    private static func checksum(_ json: some Sequence<UInt8>) -> [UInt8] {
        let sum = CRC32.of(json)
        return stride(from: 28, through: 0, by: -4).map { hexadecimalDigits[Int(sum >> UInt32($0) & 15)] } + [0x20]
    }

    /// The subject of a line of a snapshot, and the range of the record in it, which is not read.
    /// - Returns: Nil when the checksum does not fit or it is no such line.
    static func locate(_ line: UnsafeRawBufferPointer) -> (table: Database.Name, id: String, record: Range<Int>)? {
        guard let json = json(of: line), json.starts(with: "[\"".utf8), json.last == UInt8(ascii: "]"),
            let table = string(in: json, at: 1), json[table.upperBound...].starts(with: ",\"".utf8),
            let id = string(in: json, at: table.upperBound + 1), json[id.upperBound...].starts(with: ",{".utf8),
            let name = text(json, table).flatMap(Database.Name.init), let key = text(json, id)
        else { return nil }
        return (name, key, (id.upperBound + 10)..<(line.count - 1))
    }

    /// The string whose opening quote is at `start`, with both quotes.
    private static func string(in json: UnsafeRawBufferPointer, at start: Int) -> Range<Int>? {
        var index = start + 1
        while index < json.count {
            switch json[index] {
            case UInt8(ascii: "\""): return start..<(index + 1)
            case UInt8(ascii: "\\"): index += 2
            default: index += 1
            }
        }
        return nil
    }

    private static func text(_ json: UnsafeRawBufferPointer, _ quoted: Range<Int>) -> String? {
        let inner = json[quoted].dropFirst().dropLast()
        guard inner.contains(UInt8(ascii: "\\")) else { return String(validating: inner, as: UTF8.self) }
        return (try? JSONReader.read(UnsafeRawBufferPointer(rebasing: json[quoted])))?.string
    }

    /// `["users", "64ab…", {…}]`; `null` for a record that is gone.
    static func json(_ change: Database.Change) -> JSONValue {
        [.string(change.table.rawValue), .string(change.id), change.record.map(JSONValue.object) ?? .null]
    }

    static func change(_ json: JSONValue) -> Database.Change? {
        guard let parts = json.array, parts.count == 3, let table = parts[0].string.flatMap(Database.Name.init),
            let id = parts[1].string
        else { return nil }
        return Database.Change(table: table, id: id, record: parts[2].object)
    }
}
