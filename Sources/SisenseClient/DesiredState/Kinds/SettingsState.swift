// Documents of settings by their names, and in each the members that shall have a value: `{"system": {"firstday": "mon"}}`.
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
        var comparison = StateComparison()
        for entry in entries where SettingsDocument(rawValue: entry.key)?.save == nil {
            let known = SettingsDocument.allCases.filter { $0.save != nil }.map(\.rawValue).joined(separator: ", ")
            comparison.problems.append(StateProblem(.settings, entry, "is none of \(known)"))
        }
        // What can cut people off comes after the rest.
        let documents = SettingsDocument.allCases.filter { !$0.isRisky } + SettingsDocument.allCases.filter(\.isRisky)
        for document in documents {
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
        var edited = base
        var differences: [StateDifference] = []
        if let entry {
            guard entry.value.object != nil else {
                comparison.problems.append(StateProblem(.settings, entry, "an object is expected"))
                return
            }
            for leaf in entry.value.leaves {
                if let problem = Self.problem(with: leaf.path, leaf.value, document) {
                    comparison.problems.append(StateProblem(.settings, entry, problem))
                    continue
                }
                let path = JSONPath(leaf.path.map(JSONPath.Step.member))
                let difference = StateDifference(
                    .settings, document.rawValue, at: leaf.path, .change, now: base[path], wanted: leaf.value)
                guard (base[path] ?? .null) != leaf.value, !difference.isBelow(ignored) else { continue }
                differences.append(difference)
                edited.set(path, to: leaf.value)
            }
        }
        if let origins, let list = origins.value.array?.compactMap(\.string) {
            let (found, ordered) = self.origins(list, now: SystemSettings(base).allowedOrigins)
            differences += found
            if !found.isEmpty {
                edited.set(SystemSettings.allowedOriginsPath, to: .array(ordered.map(JSONValue.string)))
            }
        }
        comparison.differences += differences
        guard isPlanning, !differences.isEmpty else { return }
        comparison.plans.append(try await SettingsService(client).planSave(document, edited: edited, base: base))
    }

    /// A list of origins is a set: the order that the server has stays.
    private func origins(_ wanted: [String], now: [String]) -> (differences: [StateDifference], list: [String]) {
        let added = wanted.filter { !now.contains($0) }.map {
            StateDifference(.origins, $0, .add, now: nil, wanted: true)
        }
        let removed = now.filter { !wanted.contains($0) }.map {
            StateDifference(.origins, $0, .remove, now: true, wanted: nil)
        }
        let differences = counting(added + removed)
        let dropped = Set(differences.filter { $0.act == .remove }.map(\.key))
        let list = now.filter { !dropped.contains($0) } + differences.filter { $0.act == .add }.map(\.key)
        return (differences, list)
    }

    private static func problem(with path: [String], _ value: JSONValue, _ document: SettingsDocument) -> String? {
        let name = path.joined(separator: ".")
        if path.contains(where: Redactor.isSecret) || Redactor.json(value) != value {
            return "\(name) is a secret, which has no place in a file"
        }
        if document == .system, JSONPath(path.map(JSONPath.Step.member)) == SystemSettings.allowedOriginsPath {
            return "\(name) is \"origins\", beside \"settings\""
        }
        return nil
    }
}
