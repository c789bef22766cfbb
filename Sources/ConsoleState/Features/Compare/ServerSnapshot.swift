import Foundation
import SisenseClient

/// The setup of a server, line by line, as far as two servers can be compared: dates, which always differ, are left
/// out, and secrets are masked.
struct ServerSnapshot: Sendable, Equatable {
    /// The parts that are read only where they are asked for: they take the list of all users, or all dashboards.
    /// Snapshots of earlier versions hold no permissions of roles.
    enum Part: String, Sendable, CaseIterable {
        case members, permissions, shares

        /// Those that are kept of each snapshot.
        static let usual: Set<Part> = [.members, .permissions]
    }

    /// One thing that can differ.
    struct Line: Sendable, Equatable {
        let area: CompareArea
        /// Its name: one part, but for a setting the members that lead to it.
        let path: [String]
        /// The id it has on its server, by which it is known there whatever its name becomes; nil where the name is all
        /// there is.
        var id: String?
        let value: JSONValue
        /// The people in a group, by id and address; nil where they were not read.
        var members: [Reference]?

        init(_ area: CompareArea, _ path: [String], id: String? = nil, _ value: JSONValue) {
            (self.area, self.path, self.id, self.value) = (area, path, id, value)
        }

        var key: String { area.name(path) }

        /// True for what a role allows.
        var isPermission: Bool { area == .roles && path.count > 1 }

        /// The same as it is compared with another server, where ids mean nothing.
        var anonymous: Line { Line(area, path, value) }
    }

    var lines: [Line] = []
    /// The reason why areas could not be read.
    var gaps: [CompareArea: String] = [:]
    /// The server it is of; nil where that is not known.
    var server: String?
    /// The time it was taken; nil for one that is read now.
    var time: Date?
    var parts: Set<Part> = []

    init() {}
}

extension ServerSnapshot {
    /// The same without the parts that another one does not have: they are no difference.
    func only(_ parts: Set<Part>) -> ServerSnapshot {
        var snapshot = self
        snapshot.parts.formIntersection(parts)
        if !parts.contains(.shares) {
            snapshot.lines.removeAll { $0.area == .shares }
            snapshot.gaps[.shares] = nil
        }
        if !parts.contains(.permissions) { snapshot.lines.removeAll(where: \.isPermission) }
        return snapshot
    }
}

/// As a file, to be compared with later. What a file does not hold was not known to the version that wrote it.
extension ServerSnapshot {
    private static let format = "sisense-console snapshot 1"

    var json: JSONValue {
        let gaps = gaps.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            ($0.key.rawValue, JSONValue.string($0.value))
        }
        var document = JSONObject([("format", .string(Self.format))])
        document["server"] = server.map(JSONValue.string)
        document["time"] = time.map { .string(Timestamp($0).description) }
        if !parts.isEmpty { document["parts"] = .array(parts.map(\.rawValue).sorted().map(JSONValue.string)) }
        document["lines"] = .array(lines.map(\.json))
        document["gaps"] = .object(JSONObject(gaps))
        return .object(document)
    }

    /// Nil for what is no snapshot. Lines of areas this version does not know are left out.
    init?(_ json: JSONValue) {
        guard json["format"]?.string == Self.format, let items = json["lines"]?.array else { return nil }
        lines = items.compactMap { Line($0) }
        server = json["server"]?.string
        time = json["time"]?.string.flatMap(Timestamp.init)?.date
        parts = Set((json["parts"]?.array ?? []).compactMap { $0.string.flatMap(Part.init) })
        for member in json["gaps"]?.object?.members ?? [] {
            if let area = CompareArea(rawValue: member.key) { gaps[area] = member.value.string ?? "" }
        }
    }
}

extension ServerSnapshot {
    /// Reads a snapshot that was kept.
    init(file: String) throws(LocalFile.Problem) {
        let data = try LocalFile.read(file)
        guard let snapshot = (try? JSONReader.read(data)).flatMap({ ServerSnapshot($0) }) else {
            throw LocalFile.Problem(text: "Not a snapshot of a server")
        }
        self = snapshot
    }
}

extension ServerSnapshot.Line {
    fileprivate var json: JSONValue {
        var line = JSONObject([("area", .string(area.rawValue)), ("path", .array(path.map(JSONValue.string)))])
        line["id"] = id.map(JSONValue.string)
        line["value"] = value
        line["members"] = members.map { members in
            .array(members.map { ["id": .string($0.id), "name": .string($0.label)] })
        }
        return .object(line)
    }

    fileprivate init?(_ json: JSONValue) {
        guard let area = json["area"]?.string.flatMap(CompareArea.init), let value = json["value"],
            let path = json["path"]?.array?.compactMap(\.string), !path.isEmpty
        else { return nil }
        self.init(area, path, id: json["id"]?.string, value)
        members = json["members"]?.array?.compactMap { Reference($0) }
    }
}
