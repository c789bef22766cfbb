import SisenseClient

/// Records that are computed when somebody looks at them, so that a server with a hundred thousand sample users
/// starts as fast as one with ten. The same index gives the same record every time.
protocol RecordSource {
    var count: Int { get }
    func id(at index: Int) -> String
    /// The place of a record; nil for an id this source never gives.
    func index(of id: String) -> Int?
    func record(at index: Int) -> JSONObject

    /// The places of the records whose member `key` is `value`, when the source knows them without a search.
    func indices(_ key: String, _ value: String) -> [Int]?
}

extension RecordSource {
    func indices(_ key: String, _ value: String) -> [Int]? { nil }
}
