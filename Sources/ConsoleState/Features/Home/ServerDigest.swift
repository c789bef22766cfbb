package import Foundation
package import SisenseClient

/// What a server looked like at the end of a visit, small enough to keep: names, roles, owners, shares and settings to
/// compare with, and what Home showed, to be shown at once the next time. It holds no secret.
package struct ServerDigest: Sendable, Equatable, Codable {
    /// The kinds of records that are compared.
    package enum Kind: String, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
        case users, groups, dashboards, settings

        package var pane: PaneID {
            switch self {
            case .users: .users
            case .groups: .groups
            case .dashboards: .dashboards
            case .settings: .settings
            }
        }

        func counted(_ count: Int) -> String { SisenseClient.counted(count, of: rawValue) }
    }

    /// A record by its name and what is known of it. A fact without a value is there or is not.
    package struct Record: Sendable, Equatable, Codable {
        package let name: String
        let facts: [String: String]
        /// The time a dashboard was published last; no reason to call it changed.
        var published: Date?
    }

    /// The record of settings that holds the origins, which a pane of its own shows.
    static let corsRecord = "cors"

    /// The fact by which the titles of changes name a user.
    static let email = "email"

    /// The facts whose values are ids: two visits are compared by them, and people read the names.
    static let owner = "owner"
    static let role = "role"
    /// What the fact of a share begins with; the id of the user or group follows.
    static let share = "share with "

    /// The form of the file. Another one is not read.
    static let format = 2

    /// Records of a kind beyond which they are not kept one by one.
    private static let recordLimit = 5000

    private(set) var format = Self.format
    /// The time at which the server was looked through first in that visit.
    package internal(set) var time: Date
    package let server: String
    /// The id of the user it was seen by: another may see other things.
    let account: String
    /// The records by their kinds and ids; without a kind that was not read whole.
    private(set) var records: [Kind: [String: Record]] = [:]
    /// The names of the users, groups and roles that facts refer to, by their ids.
    private var names: [String: String] = [:]
    package var shown = ShownHome()

    init(time: Date, server: String, account: String) {
        (self.time, self.server, self.account) = (time, server, account)
    }

    mutating func keep(_ kind: Kind, _ all: [(String, Record)]) {
        guard all.count <= Self.recordLimit else { return }
        records[kind] = Dictionary(all, uniquingKeysWith: { first, _ in first })
    }

    /// Takes what could not be read this time from what was kept before, so that the next visit has something to compare
    /// with. Documents of settings neither come nor go.
    mutating func complete(from former: ServerDigest?) {
        guard let former, former.server == server, former.account == account else { return }
        for (kind, before) in former.records {
            guard let now = records[kind] else {
                records[kind] = before
                continue
            }
            if kind == .settings { records[kind] = before.merging(now) { _, now in now } }
        }
        names.merge(former.names) { now, _ in now }
    }

    /// Takes those of these names that the facts need.
    mutating func name(_ all: [String: String]) {
        for record in records.values.lazy.flatMap(\.values) {
            for (fact, value) in record.facts {
                let id = fact.hasPrefix(Self.share) ? String(fact.dropFirst(Self.share.count)) : value
                names[id] = all[id]
            }
        }
    }

    /// The name of what a fact refers to; nil where it was not known.
    fileprivate func name(of id: String) -> String? { names[id] }

    // MARK: Files

    static func read(_ data: Data) -> ServerDigest? {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .secondsSince1970
        guard let digest = try? decoder.decode(ServerDigest.self, from: data), digest.format == Self.format else {
            return nil
        }
        return digest
    }

    var data: Data {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .secondsSince1970
        encoder.outputFormatting = [.sortedKeys]
        // Texts, numbers and times always encode.
        return (try? encoder.encode(self)) ?? Data()
    }
}

/// What Home showed at the end of a visit.
package struct ShownHome: Sendable, Equatable, Codable {
    package struct Seats: Sendable, Equatable, Codable {
        package let kind: String
        package let used: Int
        package let limit: Int?

        package init(_ seats: Licence.Seats) { (kind, used, limit) = (seats.kind, seats.used, seats.limit) }
    }

    package struct Line: Sendable, Equatable, Codable {
        package let rule: LintRule
        package let title: String
        package let names: [String]
        /// The id of the finding, and the time it was found first; nil in what older versions kept.
        var id: String?
        var since: Date?
    }

    package var version: String?
    package var licenceEnds: Date?
    package var seats: [Seats] = []
    package var facts = ServerFacts()
    package var findings: [Line] = []
}

extension LintRule: Codable {}

/// A difference between two visits that somebody else has made.
package struct News: Sendable, Equatable {
    package enum Sign: String, Sendable {
        case added = "+"
        case removed = "-"
        case changed = "~"
    }

    package let sign: Sign
    package let kind: ServerDigest.Kind
    /// A number of records, or the one that has changed.
    package let title: String
    /// The names of the records, or what has changed.
    package let details: [String]
    /// The records that are still there.
    package let ids: [RecordID]
}

extension News {
    /// The changes of one kind that are said one by one; of more, the number.
    private static let changeLimit = 20

    /// The differences from one visit to the next, but for those that were made from here.
    static func between(_ old: ServerDigest, _ new: ServerDigest, except own: OwnChanges) -> [News] {
        ServerDigest.Kind.allCases.flatMap { kind in
            guard let before = old.records[kind], let after = new.records[kind] else { return [] as [News] }
            // Settings that are in one visit only could not be read in the other.
            let isList = kind != .settings
            let added = after.filter { isList && before[$0.key] == nil && !own.made($0.key, $0.value) }
            let removed = before.filter { isList && after[$0.key] == nil && !own.changed($0.key) }
            let changed = after.compactMap { id, record -> News? in
                guard let was = before[id], !own.changed(id), let details = differences(was, record, old, new) else {
                    return nil
                }
                return News(sign: .changed, kind: kind, title: record.name, details: details, ids: [RecordID(id)])
            }.sorted(byName: \.title)
            return [line(.added, kind, added), line(.removed, kind, removed)].compactMap(\.self) + few(changed, kind)
        }
    }

    private static func line(_ sign: Sign, _ kind: ServerDigest.Kind, _ records: [String: ServerDigest.Record]) -> News?
    {
        guard !records.isEmpty else { return nil }
        let sorted = records.map { (id: $0.key, name: $0.value.name) }.sorted(byName: \.name)
        return News(
            sign: sign, kind: kind, title: kind.counted(records.count), details: sorted.map(\.name),
            ids: sign == .removed ? [] : sorted.map { RecordID($0.id) })
    }

    private static func few(_ changed: [News], _ kind: ServerDigest.Kind) -> [News] {
        guard changed.count > changeLimit else { return changed }
        return [
            News(
                sign: .changed, kind: kind, title: kind.counted(changed.count), details: changed.map(\.title),
                ids: changed.flatMap(\.ids))
        ]
    }

    /// The facts that differ, in words; nil when none do.
    private static func differences(
        _ old: ServerDigest.Record, _ new: ServerDigest.Record, _ before: ServerDigest, _ after: ServerDigest
    ) -> [String]? {
        func name(_ id: String) -> String { after.name(of: id) ?? before.name(of: id) ?? id }
        func shown(_ fact: String) -> String {
            guard fact.hasPrefix(ServerDigest.share) else { return fact }
            return ServerDigest.share + name(String(fact.dropFirst(ServerDigest.share.count)))
        }
        func value(_ text: String, of fact: String) -> String {
            [ServerDigest.owner, ServerDigest.role].contains(fact) ? name(text) : text
        }
        var differences = old.name == new.name ? [] : ["was \(old.name)"]
        for fact in Set(old.facts.keys).union(new.facts.keys).sorted() {
            switch (old.facts[fact], new.facts[fact]) {
            case (let was?, let now?) where was != now:
                differences.append("\(shown(fact)) \(value(was, of: fact)) → \(value(now, of: fact))")
            case (nil, let now?):
                differences.append(now.isEmpty ? "\(shown(fact)) added" : "\(shown(fact)): \(value(now, of: fact))")
            case (.some, nil): differences.append("\(shown(fact)) removed")
            case (.some, .some), (nil, nil): break
            }
        }
        return differences.isEmpty ? nil : differences
    }
}

/// The changes that were sent from this machine since a visit, which are no news.
struct OwnChanges: Sendable {
    private let sent: [RecordedChange]
    /// The ids that their requests name.
    private let ids: Set<String>

    init(_ changes: [RecordedChange]) {
        sent = changes.filter(\.mayBeMade)
        ids = Set(sent.flatMap(\.ids))
    }

    /// True for a record that a request named, or settings whose document one has saved.
    func changed(_ id: String) -> Bool {
        if let document = SettingsDocument(rawValue: id) ?? (id == ServerDigest.corsRecord ? .system : nil) {
            return sent.contains { document.isSaved(by: $0.target?.operation) }
        }
        return ids.contains(id)
    }

    /// True for a record that was made here. Where the answer did not say its id, its name was known.
    func made(_ id: String, _ record: ServerDigest.Record) -> Bool {
        let names = [record.name, record.facts[ServerDigest.email] ?? ""]
        return changed(id) || sent.contains { names.contains(where: $0.mayHaveCreated) }
    }
}
