/// Documents of settings: read, change, compare, save.
package struct SettingsService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// One document of settings as it is now.
    @concurrent package func read(_ document: SettingsDocument) async throws(APIError) -> JSONValue {
        try await client.document(try client.call(document.read))
    }

    /// Every document, read at once, or why it could not be read.
    @concurrent package func readAll() async -> [SettingsDocument: Result<JSONValue, APIError>] {
        let documents = SettingsDocument.allCases
        let outcomes = await documents.concurrentOutcomes { document throws(APIError) in try await read(document) }
        return Dictionary(uniqueKeysWithValues: zip(documents, outcomes))
    }

    /// The plan that saves `edited`, made from `base` as it was read; `null` where the server had none. Just before
    /// sending, the document is read again and must still be `base`.
    @concurrent package func planSave(
        _ document: SettingsDocument, edited: JSONValue, base: JSONValue
    ) async throws(APIError) -> RequestPlan {
        guard document != .system else {
            return try await SystemSettingsService(client).planSave(SystemSettings(edited), base: SystemSettings(base))
        }
        guard let save = base.isNull ? document.create : document.save else {
            throw APIError(
                .notAllowed, message: "The \(document.title) are read-only.", request: document.read.description,
                server: client.server.description)
        }
        let changes = JSONDiff(from: base, to: edited).changes
        return RequestPlan(
            title: "Save the \(document.title)",
            call: try client.call(save, body: .json(Self.body(document, edited, since: base))),
            danger: changes.isEmpty ? .reversible : nil,
            target: .init(server: client.server, name: document.title), base: base, result: edited,
            inverse: try inverse(of: changes, document, edited, base),
            warnings: document.warnings(from: base, to: edited, changing: changes.map(\.path.description)),
            precondition: Precondition(
                read: try client.call(document.read), base: base,
                // A secret that was typed is not written down, and no server reports it.
                members: base.isNull ? edited.object?.keys.filter { !Redactor.isSecret($0) } : nil),
            replan: { client, edited, base throws(APIError) in
                try await SettingsService(client).planSave(document, edited: edited, base: base)
            })
    }

    /// The plan that saves `edited`, made from `base` as it was shown, merged with what the server has by now.
    @concurrent package func planEdit(
        _ document: SettingsDocument, edited: JSONValue, base: JSONValue
    ) async throws(APIError) -> RequestPlan {
        try await client.planMerged(
            edited, base: base, name: "The \(document.title)",
            reading: { client throws(APIError) in try await SettingsService(client).read(document) },
            plan: { client, edited, base throws(APIError) in
                try await SettingsService(client).planSave(document, edited: edited, base: base)
            })
    }

    /// Nil where the old value of a secret is not known: a server does not report it.
    private func inverse(
        of changes: [JSONDiff.Change], _ document: SettingsDocument, _ edited: JSONValue, _ base: JSONValue
    ) throws(APIError) -> Call? {
        let isLost = changes.contains { change in
            guard let name = change.path.lastMember, Redactor.isSecret(name) else { return false }
            return Self.isUntold(change.old ?? .null)
        }
        if base.isNull { return try document.remove.map { remove throws(APIError) in try client.call(remove) } }
        guard !isLost, let save = document.save else { return nil }
        return try client.call(save, body: .json(Self.body(document, base, since: edited)))
    }

    /// The whole document without what the server made and secrets it did not report, or only what changed where the
    /// server merges.
    private static func body(_ document: SettingsDocument, _ edited: JSONValue, since base: JSONValue) -> JSONValue {
        guard let members = edited.object?.members else { return edited }
        let sent = members.filter { member in
            if document.ownMembers.contains(member.key) { return false }
            if document.merges { return base[member.key] != member.value }
            return !Redactor.isSecret(member.key) || !isMask(member.value)
        }
        return .object(JSONObject(sent.map { ($0.key, $0.value) }))
    }

    /// True when this stands for a secret and is none.
    private static func isUntold(_ value: JSONValue) -> Bool { value.isNull || isMask(value) }

    /// `********` and the like, which must not become the secret.
    static func isMask(_ value: JSONValue) -> Bool {
        guard let text = value.string, let first = text.first, "*•●".contains(first) else { return false }
        return text.allSatisfy { $0 == first }
    }
}
