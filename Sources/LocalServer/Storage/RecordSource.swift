import SisenseClient

/// Records that are computed, or read, when somebody looks at them, so that a server with a hundred thousand users
/// starts as fast as one with ten. The same index gives the same record every time.
protocol RecordSource {
    var count: Int { get }
    func id(at index: Int) -> String
    /// The place of a record; nil for an id this source never gives.
    func index(of id: String) -> Int?
    func record(at index: Int) -> JSONObject

    /// One member of a record, for sources that get it cheaper than the whole.
    func value(_ key: String, at index: Int) -> JSONValue?

    /// The places of the records whose member `key` is `value`, when the source knows them without a search.
    func indices(_ key: String, _ value: String) -> [Int]?
}

extension RecordSource {
    func value(_ key: String, at index: Int) -> JSONValue? { record(at: index)[key] }
    func indices(_ key: String, _ value: String) -> [Int]? { nil }
}
