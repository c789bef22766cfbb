import SisenseClient

/// One thing on two servers, or on one at two times: how it is on this one now, and how it is or was there.
struct CompareLine: Sendable, Equatable {
    enum State: String, Sendable {
        case same
        case differs
        /// It is secret, or several have its name.
        case unknown
        /// An area that could not be read on one side or on both, so that nothing in it is compared.
        case unread
    }

    /// Nil where this server does not have it.
    let here: ServerSnapshot.Line?
    /// Nil where the other one does not have it.
    let there: ServerSnapshot.Line?
    let state: State
    /// Who has changed it since the snapshot it is compared with, and when, where the audit log of this machine knows.
    var changedBy = ""

    var area: CompareArea { here?.area ?? there?.area ?? .system }

    /// Its name here, or else the one it has or had there.
    var path: [String] { here?.path ?? there?.path ?? [] }

    var key: String { state == .unread ? area.title : area.name(path) }

    /// A line that no longer differs is another one: the mark of what was to be carried over does not stay on it.
    var id: RecordID {
        RecordID([area.rawValue, here?.id ?? there?.id ?? key, state.rawValue].joined(separator: " "))
    }

    /// True for what a role allows, which goes by the name of the role.
    var isPermission: Bool { (here ?? there)?.isPermission ?? false }

    /// The reason why it cannot be carried over, whatever it is there; nil where the API can.
    var obstacle: String? {
        if state == .unread { return "It could not be read, so that nobody knows what differs" }
        guard area == .roles, state == .differs else { return nil }
        if !isPermission { return "Sisense's API cannot make, change or remove roles, only what they allow" }
        return there == nil ? "Sisense's API cannot take a permission out of a role, only set it" : nil
    }

    /// True when it has another name there.
    var isRenamed: Bool {
        guard area.hasOwnNames, !isPermission, let here, let there else { return false }
        return here.path != there.path
    }

    /// Everything either has, by area and name. Of one server at two times a thing is known by its id, else by name.
    static func lines(_ here: ServerSnapshot, _ there: ServerSnapshot) -> [CompareLine] {
        let isSameServer = here.server != nil && here.server == there.server
        var rest =
            isSameServer ? (here.lines, there.lines) : (here.lines.map(\.anonymous), there.lines.map(\.anonymous))
        var lines: [CompareLine] = []
        if isSameServer { lines = matchedByID(&rest.0, &rest.1) }
        lines += matchedByName(rest.0, rest.1)
        // Of a role that only one of them has, its own line says all there is to say.
        let roles = lines.filter { $0.area == .roles && !$0.isPermission && $0.here != nil && $0.there != nil }
        let shared = Set(roles.flatMap { [$0.here, $0.there].compactMap { $0?.path[0] } })
        lines.removeAll { $0.isPermission && !shared.contains($0.path[0]) }
        let gaps = CompareArea.allCases.compactMap { area -> CompareLine? in
            guard here.gaps[area] != nil || there.gaps[area] != nil else { return nil }
            func line(_ reason: String) -> ServerSnapshot.Line {
                ServerSnapshot.Line(area, [area.title], .string(reason))
            }
            return CompareLine(here: here.gaps[area].map(line), there: there.gaps[area].map(line), state: .unread)
        }
        var missing = Set(gaps.map(\.area))
        // The origins stand in the system settings.
        if missing.contains(.system) { missing.insert(.origins) }
        let areas = Dictionary(grouping: lines.filter { !missing.contains($0.area) } + gaps, by: \.area.rank)
        return areas.sorted { $0.key < $1.key }.flatMap { area in
            area.value.sorted { $0.key < $1.key }.sorted(byName: \.key)
        }
    }

    /// Takes out of both what has the same id in them.
    private static func matchedByID(
        _ ours: inout [ServerSnapshot.Line], _ theirs: inout [ServerSnapshot.Line]
    ) -> [CompareLine] {
        let known = Dictionary(
            theirs.compactMap { line in line.id.map { (RecordName(line.area, [$0]), line) } },
            uniquingKeysWith: { first, _ in first })
        var matched: Set<RecordName> = []
        var lines: [CompareLine] = []
        ours = ours.filter { line in
            guard let id = line.id, let other = known[RecordName(line.area, [id])] else { return true }
            matched.insert(RecordName(line.area, [id]))
            lines.append(CompareLine(line, other))
            return false
        }
        theirs = theirs.filter { line in line.id.map { !matched.contains(RecordName(line.area, [$0])) } ?? true }
        return lines
    }

    private static func matchedByName(
        _ ours: [ServerSnapshot.Line], _ theirs: [ServerSnapshot.Line]
    ) -> [CompareLine] {
        func name(_ line: ServerSnapshot.Line) -> RecordName { RecordName(line.area, line.path) }
        let (here, there) = (Dictionary(grouping: ours, by: name), Dictionary(grouping: theirs, by: name))
        // In the order in which they come; each name once, however many are called by it.
        return Tally(ours.map(name) + theirs.map(name)).values.map { line(here[$0] ?? [], there[$0] ?? []) }
    }

    private struct RecordName: Hashable {
        let area: CompareArea
        let path: [String]

        init(_ area: CompareArea, _ path: [String]) { (self.area, self.path) = (area, path) }
    }

    /// Where several on one server have a name, nobody can say which of them is the one on the other.
    private static func line(_ ours: [ServerSnapshot.Line], _ theirs: [ServerSnapshot.Line]) -> CompareLine {
        guard ours.count > 1 || theirs.count > 1 else { return CompareLine(ours.first, theirs.first) }
        func several(_ lines: [ServerSnapshot.Line]) -> ServerSnapshot.Line? {
            lines.first.map { .init($0.area, $0.path, .string("\(lines.count) of this name")) }
        }
        return CompareLine(here: several(ours), there: several(theirs), state: .unknown)
    }

    private init(_ here: ServerSnapshot.Line?, _ there: ServerSnapshot.Line?) {
        let mask = JSONValue.string(Redactor.mask)
        let isSecret = here?.value == mask && there?.value == mask
        let line = CompareLine(here: here, there: there, state: .same)
        let isSame = here?.value == there?.value && !line.isRenamed && !line.hasOtherMembers
        self.init(here: here, there: there, state: isSecret ? .unknown : isSame ? .same : .differs)
    }

    private init(here: ServerSnapshot.Line?, there: ServerSnapshot.Line?, state: State) {
        (self.here, self.there, self.state) = (here, there, state)
    }

    private var hasOtherMembers: Bool {
        guard let ours = here?.members, let theirs = there?.members else { return false }
        return Set(ours.map(\.id)) != Set(theirs.map(\.id))
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
        guard change.mayBeMade, let target = change.target else { return false }
        switch area {
        case .features: return target.operation == .toggleFeature && target.names(path[0])
        case .roles where isPermission:
            let role = (here ?? there)?.id.flatMap { $0.split(separator: " ").first.map(String.init) } ?? path[0]
            return target.operation.touches.contains(.roles) && target.names(role)
        case .servers, .groups:
            let ids = [here?.id, there?.id].compactMap(\.self)
            let pane: PaneID = area == .servers ? .trusted : .groups
            // The people of a group come and go by changes of the people too.
            return ids.contains { id in change.concerns(id) || change.changes.contains { $0.contains("\"\(id)\"") } }
                || RecordReference.pane(of: target.operation) == pane && change.mayHaveCreated(path[0])
        case .roles:
            let names = [here?.id, there?.id].compactMap(\.self) + path
            return target.operation.touches.contains(.roles) && names.contains(where: target.names)
        case .shares:
            guard let share = (here ?? there).flatMap({ SharedWith($0) }) else { return false }
            return target.operation.touches.contains(.shares) && target.names(share.dashboard)
        case .origins, .system, .security, .singleSignOn, .emailServer, .globalization, .loginLockout:
            return (area.document ?? .system).isSaved(by: target.operation)
        }
    }
}

/// The two sides in words.
extension CompareLine {
    var hereText: String { text(here, beside: there) }
    var thereText: String { text(there, beside: here) }

    private func text(_ line: ServerSnapshot.Line?, beside other: ServerSnapshot.Line?) -> String {
        if state == .unread { return line.map { "not read: \(plainText($0.value))" } ?? "read" }
        guard let line else { return "-" }
        let name = isRenamed ? [line.key] : []
        switch area {
        case .groups: return (name + [people(line, beside: other)]).joined(separator: ", ")
        case .shares: return SharedWith(line)?.text ?? "-"
        case .features, .origins, .servers, .roles, .system, .security, .singleSignOn, .emailServer, .globalization,
            .loginLockout:
            return (name + [plainText(line.value)]).joined(separator: ", ")
        }
    }

    private func plainText(_ value: JSONValue) -> String {
        switch value {
        case .bool(let flag) where area == .features: flag ? "on" : "off"
        case .bool(let flag) where isPermission: flag ? "yes" : "no"
        case true where area.document == nil: "yes"
        case .string(let text): text
        case let value: JSONWriter.text(value, layout: .compact)
        }
    }

    /// `3 members, with bea@acme.example`: of two different sets those that the other one lacks.
    private func people(_ line: ServerSnapshot.Line, beside other: ServerSnapshot.Line?) -> String {
        guard let members = line.members else { return plainText(line.value) }
        let count = counted(members.count, "member")
        guard let others = other?.members else {
            return members.isEmpty || other != nil ? count : "\(count): \(Excerpt.of(members.map(\.label)))"
        }
        let known = Set(others.map(\.id))
        let own = members.filter { !known.contains($0.id) }.map(\.label)
        return own.isEmpty ? count : "\(count), with \(Excerpt.of(own))"
    }
}
