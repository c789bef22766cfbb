import SisenseClient

/// The records of one table in a snapshot. They stay in the file until somebody looks at them, so that a server with
/// a hundred thousand users opens in the time it takes to check the file.
final class SnapshotTable: RecordSource {
    private let file: MappedFile
    private var ids: [String] = []
    private var places: [String: Int] = [:]
    private var records: [Range<Int>] = []

    init(_ file: MappedFile) {
        self.file = file
    }

    /// - Parameter record: Where its JSON stands in the file.
    func append(id: String, record: Range<Int>) {
        places[id] = ids.count
        ids.append(id)
        records.append(record)
    }

    var count: Int { ids.count }
    func id(at index: Int) -> String { ids[index] }
    func index(of id: String) -> Int? { places[id] }

    func record(at index: Int) -> JSONObject {
        (try? JSONReader.read(file[records[index]]))?.object ?? JSONObject()
    }

    func value(_ key: String, at index: Int) -> JSONValue? {
        JSONReader.member(key, of: file[records[index]])
    }
}
