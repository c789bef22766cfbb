// Documents of settings by their names, and in each the members that shall have a value, a secret by reference:
// `{"system": {"firstday": "mon"}, "emailServer": {"pass": {"secret": "env:SMTP_PASS", "version": 3}}}`.
// The CORS origins are a kind of their own, `["https://a.test"]`, though the server keeps them in the system settings.

extension StateExport {
    func settings() async throws(APIError) -> JSONValue {
        var documents: [(String, JSONValue)] = []
        for document in SettingsDocument.allCases where document.save != nil {
            do throws(APIError) {
                var value = try await SettingsService(client).read(document)
                if document == .system, value[SystemSettings.allowedOriginsPath] != nil {
                    value.set(SystemSettings.allowedOriginsPath, to: .null)
                }
                documents.append((document.rawValue, Self.plain(value)))
            } catch  where [.notFound, .forbidden, .refused].contains(error.kind) {
                // A version without it, or an account that may not see it: what is not named is left alone.
                client.note(ListGap("settings", .without("the \(document.title)", because: error.message)))
            }
        }
        return Self.sorted(documents)
    }

    func origins() async throws(APIError) -> JSONValue {
        .array(try await SystemSettingsService(client).read().allowedOrigins.sorted().map(JSONValue.string))
    }

    /// A document without secrets, and without what the server makes by itself.
    private static func plain(_ value: JSONValue) -> JSONValue {
        guard let object = value.object else { return value }
        let kept = object.members.filter { member in
            !SettingsDocument.isServerMade(member.key) && !Redactor.isSecret(member.key) && !member.value.isNull
        }
        let members = kept.map { ($0.key, plain($0.value)) }
        // An object of which nothing may stand in a file, or a list with a secret in it, is left out.
        return sorted(members.filter { $0.1 != [:] && Redactor.json($0.1) == $0.1 })
    }
}

extension SettingsDocument {
    /// True for members that a server makes by itself, and which therefore differ between any two.
    package static func isServerMade(_ name: String) -> Bool {
        ["_id", "id", "oid", "__v", "created", "lastUpdated", "lastModified"].contains(name)
    }
}

extension StateWork {
    func settings(_ entries: [StateEntry], origins: StateEntry?) async throws(APIError) -> StateComparison {
        var comparison = StateComparison(sentBy: sender)
        for entry in entries where SettingsDocument(rawValue: entry.key)?.save == nil {
            let known = SettingsDocument.allCases.filter { $0.save != nil }.map(\.rawValue).joined(separator: ", ")
            comparison.problems.append(StateProblem(.settings, entry, "is none of \(known)"))
        }
        for document in SettingsDocument.allCases {
            let entry = entries.first { $0.key == document.rawValue }
            let listed = document == .system ? origins : nil
            guard document.save != nil, entry != nil || listed != nil else { continue }
            try await compare(document, entry, listed, &comparison)
        }
        return comparison
    }

    private func compare(
        _ document: SettingsDocument, _ entry: StateEntry?, _ origins: StateEntry?, _ comparison: inout StateComparison
    ) async throws(APIError) {
        let base = try await SettingsService(client).read(document)
        var differences: [StateDifference] = []
        if let entry {
            guard entry.value.object != nil else {
                comparison.problems.append(StateProblem(.settings, entry, "an object is expected"))
                return
            }
            for leaf in StateSecret.leaves(of: entry.value) {
                do throws(StateProblem) {
                    if let found = try difference(entry, document, leaf.path, leaf.value, base) {
                        differences.append(found)
                    }
                } catch {
                    comparison.problems.append(error)
                }
            }
        }
        if let origins, let list = origins.value.array?.compactMap(\.string) {
            let now = SystemSettings(base).allowedOrigins
            comparison.totals[.origins] = now.count
            differences += Self.origins(list, now: now)
        }
        differences = counting(differences)
        comparison.differences += differences
        guard isPlanning else { return }
        // What can cut people off is a save of its own, on top of the other.
        let risky = differences.filter { Self.mayLockOut($0, document) }
        let others = differences.filter { !Self.mayLockOut($0, document) }
        var saved = base
        for part in [others, risky] where !part.isEmpty {
            let edited = part.reduce(into: saved) { Self.apply($1, entry, to: &$0) }
            let plan = try await SettingsService(client).planSave(document, edited: edited, base: saved)
            comparison.add([plan], for: part)
            saved = plan.result ?? edited
        }
    }

    /// Nil where the document has the value already.
    private func difference(
        _ entry: StateEntry, _ document: SettingsDocument, _ path: [String], _ value: JSONValue, _ base: JSONValue
    ) throws(StateProblem) -> StateDifference? {
        let now = base[JSONPath(path.map(JSONPath.Step.member))]
        if let secret = StateSecret(value) { return try difference(entry, document, path, secret, now) }
        if let problem = Self.problem(with: path, value, document) { throw StateProblem(.settings, entry, problem) }
        guard (now ?? .null) != value else { return nil }
        let name = path.joined(separator: ".")
        if now?.object?.isEmpty == false, value.isNull || value == [:] {
            throw StateProblem(.settings, entry, "\(name) has members on the server: write those that shall change")
        }
        if now == nil, let last = path.last {
            // A server leaves out what was never set, so that only what is nearly another name is known to be wrong.
            let around = path.count == 1 ? base : base[JSONPath(path.dropLast().map(JSONPath.Step.member))]
            let known = document.members(at: path.dropLast())
            let names = known.contains(last) ? [] : known + (around?.object?.keys ?? []).filter { $0 != last }
            if let meant = NearestName.of(last, among: names) {
                throw StateProblem(.settings, entry, "the server has no \(name). Did you mean \(meant)?")
            }
        }
        return StateDifference(.settings, document.rawValue, at: path, .change, now: now, wanted: value)
    }

    /// A secret differs by its version alone: nobody compares what it is, unless the server tells it.
    private func difference(
        _ entry: StateEntry, _ document: SettingsDocument, _ path: [String], _ secret: StateSecret, _ now: JSONValue?
    ) throws(StateProblem) -> StateDifference? {
        let name = StateDifference.name(.settings, document.rawValue, path)
        let known: String
        switch applied.knowledge(of: secret, named: name, now: now) {
        case .asApplied: return nil
        case .changedOnServer: known = "changed on the server"
        case .unknown: known = "unknown"
        case .otherVersion(let version) where version > secret.version:
            throw StateProblem(
                .settings, entry,
                "\(path.joined(separator: ".")) has version \(secret.version), "
                    + "and version \(version) was written already")
        case .otherVersion(let version): known = "version \(version)"
        }
        return StateDifference(
            .settings, document.rawValue, at: path, .change, now: .string(known),
            wanted: .string("version \(secret.version)"))
    }

    private static func apply(_ difference: StateDifference, _ entry: StateEntry?, to document: inout JSONValue) {
        guard difference.kind == .settings else {
            var list = SystemSettings(document).allowedOrigins
            // A list of origins is a set: the order that the server has stays.
            if difference.act == .add { list.append(difference.key) } else { list.removeAll { $0 == difference.key } }
            return document.set(SystemSettings.allowedOriginsPath, to: .array(list.map(JSONValue.string)))
        }
        let path = JSONPath(difference.path.map(JSONPath.Step.member))
        let value = entry?.value[path]
        document.set(path, to: value.flatMap(StateSecret.init)?.planned ?? value ?? .null)
    }

    /// True for a difference whose change may take somebody's way in.
    private static func mayLockOut(_ difference: StateDifference, _ document: SettingsDocument) -> Bool {
        if difference.kind == .origins { return difference.act == .remove }
        let path = JSONPath(difference.path.map(JSONPath.Step.member))
        return document.mayLockOut(at: path, from: difference.now, to: difference.wanted)
    }

    private static func origins(_ wanted: [String], now: [String]) -> [StateDifference] {
        let (wanted, known) = (Tally(wanted).values, Tally(now).values)
        let added = wanted.filter { !known.contains($0) }
        let removed = known.filter { !wanted.contains($0) }
        return added.map { StateDifference(.origins, $0, .add, now: nil, wanted: true) }
            + removed.map { StateDifference(.origins, $0, .remove, now: true, wanted: nil) }
    }

    private static func problem(with path: [String], _ value: JSONValue, _ document: SettingsDocument) -> String? {
        let name = path.joined(separator: ".")
        if path.contains(where: Redactor.isSecret) || Redactor.json(value) != value {
            return "\(name) is a secret, which has no place in a file: "
                + "write {\"secret\": \"env:NAME\", \"version\": 1}, or file:PATH, or command:LINE"
        }
        if document == .system, JSONPath(path.map(JSONPath.Step.member)) == SystemSettings.allowedOriginsPath {
            return "\(name) is \"origins\", beside \"settings\""
        }
        return nil
    }
}

extension SettingsDocument {
    /// The members that the reference names in an object of the document.
    fileprivate func members(at path: ArraySlice<String>) -> [String] {
        let fields = fields.map { $0.id.split(separator: ".").map(String.init) }
        return Tally(fields.filter { $0.count > path.count && $0.starts(with: path) }.map { $0[path.count] }).values
    }
}
