import Foundation
import SisenseClient

/// The setup of a server, line by line, as far as two servers can be compared: ids and dates, which always differ, are
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
    /// The reason why areas could not be read.
    var gaps: [CompareArea: String] = [:]
    /// The server it is of; nil where that is not known.
    var server: String?
    /// The time it was taken; nil for one that is read now.
    var time: Date?

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
        var document = JSONObject([("format", .string(Self.format))])
        document["server"] = server.map(JSONValue.string)
        document["time"] = time.map { .string(Timestamp($0).description) }
        document["lines"] = .array(lines)
        document["gaps"] = .object(JSONObject(gaps))
        return .object(document)
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
        server = json["server"]?.string
        time = json["time"]?.string.flatMap(Timestamp.init)?.date
        for member in json["gaps"]?.object?.members ?? [] {
            if let area = CompareArea(rawValue: member.key) { gaps[area] = member.value.string ?? "" }
        }
    }

    init() {}
}

extension ServerSnapshot {
    /// Reads a server. An area that it does not let us read is a gap; the others are there all the same.
    /// - Throws: `APIError` when the server takes no requests of ours at all.
    @concurrent static func read(_ client: APIClient) async throws(APIError) -> ServerSnapshot {
        var inventory = ServerSnapshot()
        inventory.server = client.server.description
        try await inventory.add(.features) { () throws(APIError) in
            try await FeaturesService(client).all().map { Line(.features, [$0.id], .bool($0.isActive)) }
        }
        try await inventory.add(.servers) { () throws(APIError) in
            try await TrustedServersService(client).all().map { Line(.servers, [$0.address], .string($0.name)) }
        }
        try await inventory.add(.groups) { () throws(APIError) in
            try await GroupsService(client).names().map { Line(.groups, [$0.label], true) }
        }
        try await inventory.add(.roles) { () throws(APIError) in
            try await RolesService(client).all().map { Line(.roles, [$0.name], .string($0.baseName)) }
        }
        for (document, content) in await SettingsService(client).readAll() {
            guard let area = CompareArea(rawValue: document.rawValue) else { continue }
            try await inventory.add(area) { () throws(APIError) in settings(of: area, try content.get()) }
        }
        inventory.lines.sort { ($0.area.rank, $0.key) < ($1.area.rank, $1.key) }
        return inventory
    }

    private mutating func add(
        _ area: CompareArea, _ read: () async throws(APIError) -> [Line]
    ) async throws(APIError) {
        do throws(APIError) {
            lines += try await read()
        } catch  where [.unauthorized, .unreachable, .cancelled].contains(error.kind) {
            throw error
        } catch {
            gaps[area] = error.message
        }
    }

    /// The settings of a document, a line each; of the CORS settings each origin is a line of its own.
    private static func settings(of area: CompareArea, _ document: JSONValue) -> [Line] {
        let leaves = leaves(of: document).filter { !isOwn($0.path) }
        guard area == .system else { return leaves.map { Line(area, $0.path, $0.value) } }
        let list = SystemSettings.allowedOriginsPath.steps.compactMap { step -> String? in
            if case .member(let name) = step { name } else { nil }
        }
        return leaves.filter { $0.path != list }.map { Line(area, $0.path, $0.value) }
            + SystemSettings(document).allowedOrigins.map { Line(.origins, [$0], true) }
    }

    /// The members at any depth that are no objects themselves, secrets masked.
    static func leaves(of value: JSONValue) -> [(path: [String], value: JSONValue)] { Redactor.json(value).leaves }

    /// The values a server makes by itself, and which therefore differ between any two.
    private static func isOwn(_ path: [String]) -> Bool { path.last.map(SettingsDocument.isServerMade) ?? true }
}

extension CompareArea {
    /// The position among all.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
