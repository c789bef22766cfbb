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
    /// Who has changed it since the snapshot it is compared with, and when, where the audit log of this machine knows.
    var changedBy = ""

    var key: String { area.name(path) }

    var id: RecordID { RecordID("\(area.rawValue) \(key)") }

    /// Everything either server has, by area and name.
    static func lines(_ here: ServerSnapshot, _ there: ServerSnapshot) -> [CompareLine] {
        let ours = Dictionary(grouping: here.lines, by: Name.init)
        let theirs = Dictionary(grouping: there.lines, by: Name.init)
        // In the order in which they come; each name once, however many are called by it.
        let names = Tally(here.lines.map(Name.init) + there.lines.map(Name.init)).values
        let gaps = CompareArea.allCases.compactMap { area -> CompareLine? in
            guard here.gaps[area] != nil || there.gaps[area] != nil else { return nil }
            return CompareLine(
                area: area, path: ["cannot be read"], here: here.gaps[area].map(JSONValue.string),
                there: there.gaps[area].map(JSONValue.string), state: .unknown)
        }
        let missing = Set(gaps.map(\.area))
        let lines = names.map { line(named: $0, ours[$0] ?? [], theirs[$0] ?? []) }
        let areas = Dictionary(grouping: lines.filter { !missing.contains($0.area) } + gaps, by: \.area.rank)
        return areas.sorted { $0.key < $1.key }.flatMap { area in
            area.value.sorted { $0.key < $1.key }.sorted(byName: \.key)
        }
    }

    /// Where several on one server have a name, nobody can say which of them is the one on the other.
    private static func line(
        named name: Name, _ ours: [ServerSnapshot.Line], _ theirs: [ServerSnapshot.Line]
    ) -> CompareLine {
        guard ours.count > 1 || theirs.count > 1 else {
            return CompareLine(name.area, name.path, ours.first?.value, theirs.first?.value)
        }
        func text(_ lines: [ServerSnapshot.Line]) -> JSONValue? {
            lines.isEmpty ? nil : .string(lines.count == 1 ? "1 of this name" : "\(lines.count) of this name")
        }
        return CompareLine(area: name.area, path: name.path, here: text(ours), there: text(theirs), state: .unknown)
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

    /// The same, with who has changed it last, as far as one of these changes says so.
    func attributed(to changes: [RecordedChange]) -> CompareLine {
        guard state == .differs, let change = changes.first(where: isAbout) else { return self }
        var line = self
        let who = change.account.isEmpty ? change.person : change.account
        line.changedBy = [who, change.time?.minuteText].compactMap(\.self).joined(separator: ", ")
        return line
    }

    /// True for a change that was done, or may have been, and concerns it. Of a document of settings that is each that
    /// saved it.
    private func isAbout(_ change: RecordedChange) -> Bool {
        guard ![ChangeOutcome.Word.refused, .notSent].map(\.rawValue).contains(change.outcome) else { return false }
        switch area {
        case .features: return change.request.contains("/features/\(path[0])/")
        case .servers, .groups, .roles: return change.title.contains(path[0])
        case .origins, .system, .security, .singleSignOn, .emailServer, .globalization, .loginLockout:
            let document = area.document ?? .system
            return document.save.map { change.request.contains($0.path) } ?? false
        }
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

/// The areas that servers are compared in.
enum CompareArea: String, Sendable, CaseIterable {
    case features, origins, servers, groups, roles
    case system, security, singleSignOn, emailServer, globalization, loginLockout

    /// The document of settings that this is; nil for what is read in another way.
    var document: SettingsDocument? { SettingsDocument(rawValue: rawValue) }

    /// The name of a path in it: `webServer.cors.enabled`, or the name of a group as it is.
    func name(_ path: [String]) -> String {
        document == nil ? path.joined(separator: " ") : JSONPath(path.map(JSONPath.Step.member)).description
    }

    var title: String {
        switch self {
        case .features: "Features"
        case .origins: "CORS origins"
        case .servers: "Trusted servers"
        case .groups: "Groups"
        case .roles: "Roles"
        case .system: "System settings"
        case .security: "Security settings"
        case .singleSignOn: "Single sign-on"
        case .emailServer: "Email server"
        case .globalization: "Locale"
        case .loginLockout: "Login lockout"
        }
    }
}
