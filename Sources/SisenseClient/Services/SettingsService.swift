/// Documents of settings: read, change, compare, save.
package struct SettingsService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    @concurrent package func read(_ document: SettingsDocument) async throws(APIError) -> JSONValue {
        try await client.read(document.read).json()
    }

    /// The plan that saves `edited`, made from `base` as it was read. Just before sending, the document is read again
    /// and must still be `base`.
    package func planSave(
        _ document: SettingsDocument, edited: JSONValue, base: JSONValue
    ) throws(APIError) -> RequestPlan {
        let changes = JSONDiff(from: base, to: edited).changes
        return RequestPlan(
            title: "Save the \(document.title)",
            call: try client.call(document.save, body: .json(Self.body(document, edited, since: base))),
            danger: changes.isEmpty ? .reversible : nil,
            target: .init(server: client.server, name: document.title), base: base, result: edited,
            inverse: try client.call(document.save, body: .json(Self.body(document, base, since: edited))),
            warnings: document.warnings(changing: changes.map(\.path.description)),
            precondition: Precondition(read: try client.call(document.read), base: base))
    }

    /// The whole document, or the members that changed where the server merges them.
    private static func body(_ document: SettingsDocument, _ edited: JSONValue, since base: JSONValue) -> JSONValue {
        guard document.merges, let members = edited.object?.members else { return edited }
        return .object(JSONObject(members.filter { base[$0.key] != $0.value }.map { ($0.key, $0.value) }))
    }
}
