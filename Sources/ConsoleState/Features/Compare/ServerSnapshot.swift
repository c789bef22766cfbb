import SisenseClient

/// How a server is set up, line by line, as far as two servers can be compared: ids and dates, which always differ, are
/// left out, and secrets are masked.
struct ServerSnapshot: Sendable, Equatable {
    /// One thing that can differ.
    struct Line: Sendable, Equatable {
        let area: CompareArea
        /// Its name: one part, but for a setting the members that lead to it.
        let path: [String]
        let value: JSONValue

        init(_ area: CompareArea, _ path: [String], _ value: JSONValue) {
            self.area = area
            self.path = path
            self.value = value
        }

        var key: String { area.name(path) }
    }

    var lines: [Line] = []
    /// Why areas could not be read.
    var gaps: [CompareArea: String] = [:]

    // MARK: As a file

    /// A snapshot for a file, to be compared with later.
    var json: JSONValue {
        let lines = lines.map { line -> JSONValue in
            let path = line.path.map(JSONValue.string)
            return ["area": .string(line.area.rawValue), "path": .array(path), "value": line.value]
        }
        let gaps = gaps.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            ($0.key.rawValue, JSONValue.string($0.value))
        }
        return ["format": .string(Self.format), "lines": .array(lines), "gaps": .object(JSONObject(gaps))]
    }

    private static let format = "sisense-console snapshot 1"

    /// Nil for what is no snapshot. Lines of areas this version does not know are left out.
    init?(_ json: JSONValue) {
        guard json["format"]?.string == Self.format, let items = json["lines"]?.array else { return nil }
        lines = items.compactMap { item in
            guard let area = item["area"]?.string.flatMap(CompareArea.init), let value = item["value"],
                let path = item["path"]?.array?.compactMap(\.string), !path.isEmpty
            else { return nil }
            return Line(area, path, value)
        }
        for member in json["gaps"]?.object?.members ?? [] {
            if let area = CompareArea(rawValue: member.key) { gaps[area] = member.value.string ?? "" }
        }
    }

    init() {}
}
