/// An alert as it was when it was deleted, by itself or with its owner. The API gives no alert to somebody else, so that
/// it is made again as that of whoever undoes.
package struct DeletedAlert: Sendable, Equatable {
    let name: String
    /// Nil where the server does not say.
    private let owner: Reference?
    /// What a new one is made of, without its owner among those whom it notifies.
    private let document: JSONValue
    /// The entry by which it notified its owner; nil where it did not.
    private let ownEntry: JSONValue?

    init(_ alert: Alert) {
        let owner = alert.owner?.id
        var document = alert.creationDocument
        let parties = document[Self.parties]?.array ?? []
        document[Self.parties] = .array(parties.filter { Reference($0)?.id != owner })
        (name, self.owner, self.document) = (alert.label, alert.owner, document)
        ownEntry = parties.first { Reference($0)?.id == owner }
    }

    private static let parties = "parties"

    /// True when this alert is the same but for its owner and those whom it notifies.
    func isLike(_ alert: Alert) -> Bool {
        func settings(_ document: JSONValue) -> JSONValue {
            document.only((self.document.object?.keys ?? []).filter { $0 != Self.parties })
        }
        return settings(alert.raw) == settings(document)
    }

    var note: String {
        "Can be undone: it is made again as yours and notifies the same users and groups. It gets a new id; past events "
            + "do not come back."
    }

    /// The plan that makes it again; none where there is one alike.
    func plans(_ client: APIClient, _ restoration: Restoration) async throws(APIError) -> [RequestPlan] {
        guard !restoration.alerts.contains(where: isLike) else { return [] }
        return [try await plan(client, restoration)]
    }

    /// The plan that makes it again and has it notify those of before who are there, its owner of before among them.
    private func plan(_ client: APIClient, _ restoration: Restoration) async throws(APIError) -> RequestPlan {
        let entries = (document[Self.parties]?.array ?? []) + [ownEntry].compactMap(\.self)
        let former = try await FormerParties.read(entries.compactMap(Reference.init), restoration, client)
        let isOwn = owner.map { $0.id == restoration.caller } ?? false
        let ownerName = try await restoration.owner(owner, client)?.name ?? owner?.label ?? ""
        return try await former.step(client) { client, _, parties throws(APIError) in
            var body = document
            body[Self.parties] = .array(
                entries.compactMap { entry in
                    Reference(entry).flatMap { parties[$0.id] }.map { Self.entry(entry, naming: $0.id) }
                })
            return try client.plan(
                "Make \(name, each: "alert") again", name: "alert \(name)", .createAlert, body: .json(body),
                on: .nothing(.makesRecord),
                impact: isOwn ? [] : ["The API gives no alert to somebody else: it is made again as yours."],
                changes: isOwn
                    ? [FieldChange("made again", from: nil, to: nil)]
                    : [FieldChange("owner", from: ownerName, to: "you")])
        }
    }

    private static func entry(_ entry: JSONValue, naming id: String) -> JSONValue {
        guard entry.object != nil, Reference(entry)?.id != id else { return entry.object == nil ? .string(id) : entry }
        var entry = entry
        entry["id"] = .string(id)
        return entry
    }

    // MARK: In the audit log

    var json: JSONValue {
        [
            "name": .string(name), "owner": owner?.json ?? .null, "document": document, "ownEntry": ownEntry ?? .null,
        ]
    }

    init?(_ json: JSONValue) {
        guard let name = json.text("name"), let document = json["document"], document.object != nil else { return nil }
        (self.name, owner, self.document) = (name, Reference(json["owner"]), document)
        ownEntry = json["ownEntry"]?.object.map { JSONValue.object($0) }
    }
}

extension Alert {
    /// The members that a server takes when an alert is made; the others it keeps itself.
    var creationDocument: JSONValue {
        let kept: Set = ["_id", "oid", "owner", "disabledUsers", "created", "lastUpdated"]
        return .object((raw.object ?? JSONObject()).filter { !kept.contains($0.key) })
    }
}
