import SisenseClient

/// All records of a database in one file: a line with the name of the journal that goes on from here, a line for each
/// record, and a line with their number.
struct Snapshot {
    private static let format = 1

    private let file: MappedFile

    /// The reason why a file is no snapshot, as the rest of a sentence.
    struct Damage: Error {
        let reason: String
    }

    init(_ file: MappedFile) {
        self.file = file
    }

    var length: Int { file.bytes.count }

    /// The database, whose records stay in the file until they are looked at, and the name of its journal. Every
    /// checksum is compared before, so what is looked at later is what was written.
    func read() throws(Damage) -> (database: Database, journal: String) {
        var lines = file.lines
        guard let last = lines.popLast().flatMap({ RecordLine.decode(file[$0]) }),
            last["records"]?.integer == lines.count - 1,
            let first = lines.first.flatMap({ RecordLine.decode(file[$0]) })
        else { throw Damage(reason: "it is not complete") }
        guard first["format"]?.integer == Self.format, let journal = first["journal"]?.string,
            journal.hasPrefix("journal-"), !journal.contains("/")
        else { throw Damage(reason: "another version of the program wrote it") }
        var tables: [Database.Name: SnapshotTable] = [:]
        for (number, line) in lines.enumerated().dropFirst() {
            guard let (name, id, record) = RecordLine.locate(file[line]) else {
                throw Damage(reason: "line \(number + 1) is not what was written")
            }
            let table = tables[name] ?? SnapshotTable(file)
            tables[name] = table
            let start = line.lowerBound
            table.append(id: id, record: (start + record.lowerBound)..<(start + record.upperBound))
        }
        // All of it has been looked at now, and most of it will not be asked for.
        file.release()
        return (Database(tables: tables.mapValues { Table(source: $0) }), journal)
    }

    /// Writes a new one and returns when it is on the disk. - Returns: Its length in bytes.
    static func write(_ database: Database, journal: String, to path: String) throws(File.Failure) -> Int {
        let file = try File(path, emptied: true)
        var buffer = RecordLine.encode(["format": .count(format), "journal": .string(journal)])
        var (length, records) = (0, 0)
        for table in Database.Name.allCases {
            let content = database[table]
            for slot in content.slots {
                let change = Database.Change(table: table, id: content.id(in: slot), record: content[slot: slot])
                RecordLine.append(RecordLine.json(change), to: &buffer)
                records += 1
                guard buffer.count > 1 << 20 else { continue }
                try file.append(buffer)
                length += buffer.count
                buffer.removeAll(keepingCapacity: true)
            }
        }
        buffer += RecordLine.encode(["records": .count(records)])
        try file.append(buffer)
        try file.synchronize()
        return length + buffer.count
    }
}

/// The records of one table in a snapshot. They stay in the file until somebody looks at them, so that a server with
/// a hundred thousand users opens in the time it takes to check the file.
final class SnapshotTable: RecordSource {
    private let file: MappedFile
    private var ids: [String] = []
    private var positions: [String: Int] = [:]
    private var records: [Range<Int>] = []

    init(_ file: MappedFile) {
        self.file = file
    }

    /// - Parameter record: The range of its JSON in the file.
    func append(id: String, record: Range<Int>) {
        positions[id] = ids.count
        ids.append(id)
        records.append(record)
    }

    var count: Int { ids.count }
    func id(at index: Int) -> String { ids[index] }
    func index(of id: String) -> Int? { positions[id] }

    func record(at index: Int) -> JSONObject {
        (try? JSONReader.read(file[records[index]]))?.object ?? JSONObject()
    }

    func value(_ key: String, at index: Int) -> JSONValue? {
        JSONReader.member(key, of: file[records[index]])
    }
}
