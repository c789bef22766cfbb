import Foundation
import SisenseClient

/// The lines of the files in a data folder: a checksum in eight hexadecimal digits, a space, JSON, a line feed.
enum RecordLine {
    static func encode(_ value: JSONValue) -> [UInt8] {
        let json = Array(JSONWriter.write(value))
        return Array((checksum(json) + " ").utf8) + json + [10]
    }

    /// The JSON of a line without its line feed; nil when the checksum does not fit or it is no JSON.
    static func decode(_ line: ArraySlice<UInt8>) -> JSONValue? {
        guard line.count > 9 else { return nil }
        let json = line.dropFirst(9)
        guard line.prefix(9).elementsEqual((checksum(json) + " ").utf8) else { return nil }
        return try? JSONReader.read(json)
    }

    private static func checksum(_ json: some Sequence<UInt8>) -> String {
        let sum = CRC32.of(json)
        return Hexadecimal.text((0..<4).map { UInt8(truncatingIfNeeded: sum >> UInt32(24 - 8 * $0)) })
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
