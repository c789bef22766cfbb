import SisenseClient

/// One thing on two servers: how it is on this one and on the other.
struct CompareLine: Sendable, Equatable {
    enum State: String, Sendable {
        case same
        case differs
        /// It is secret, or could not be read.
        case unknown
    }

    let area: CompareArea
    let path: [String]
    /// Nil where this server does not have it.
    let here: JSONValue?
    /// Nil where the other one does not have it.
    let there: JSONValue?
    let state: State

    var key: String { area.name(path) }

    var id: RecordID { RecordID("\(area.rawValue) \(key)") }

    /// Everything either server has, by area and name.
    static func lines(_ here: ServerSnapshot, _ there: ServerSnapshot) -> [CompareLine] {
        let theirs = Dictionary(there.lines.map { (Name($0), $0) }, uniquingKeysWith: { first, _ in first })
        let known = Set(here.lines.map(Name.init))
        let gaps = CompareArea.allCases.compactMap { area -> CompareLine? in
            guard here.gaps[area] != nil || there.gaps[area] != nil else { return nil }
            return CompareLine(
                area: area, path: ["cannot be read"], here: here.gaps[area].map(JSONValue.string),
                there: there.gaps[area].map(JSONValue.string), state: .unknown)
        }
        let missing = Set(gaps.map(\.area))
        let lines =
            here.lines.map { CompareLine($0.area, $0.path, $0.value, theirs[Name($0)]?.value) }
            + there.lines.filter { !known.contains(Name($0)) }.map { CompareLine($0.area, $0.path, nil, $0.value) }
        let areas = Dictionary(grouping: lines.filter { !missing.contains($0.area) } + gaps, by: \.area.place)
        return areas.sorted { $0.key < $1.key }.flatMap { area in
            area.value.sorted { $0.key < $1.key }.sorted(byName: \.key)
        }
    }

    private struct Name: Hashable {
        let area: CompareArea
        let path: [String]

        init(_ line: ServerSnapshot.Line) {
            area = line.area
            path = line.path
        }
    }

    private init(_ area: CompareArea, _ path: [String], _ here: JSONValue?, _ there: JSONValue?) {
        let isSecret = here == .string(Redactor.mask) && there == .string(Redactor.mask)
        self.init(
            area: area, path: path, here: here, there: there,
            state: isSecret ? .unknown : here == there ? .same : .differs)
    }

    private init(area: CompareArea, path: [String], here: JSONValue?, there: JSONValue?, state: State) {
        (self.area, self.path, self.here, self.there, self.state) = (area, path, here, there, state)
    }

    /// A value as it is shown.
    func text(_ value: JSONValue?) -> String {
        switch value {
        case nil: "-"
        case .bool(let flag)? where area == .features: flag ? "on" : "off"
        case true? where area.document == nil: "yes"
        case .string(let text)?: text
        case let value?: JSONWriter.text(value, layout: .compact)
        }
    }
}
