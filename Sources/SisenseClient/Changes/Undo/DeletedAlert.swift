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
    func plans(_ client: APIClient) async throws(APIError) -> [RequestPlan] {
        guard try await !AlertsService(client).pages().all().contains(where: isLike) else { return [] }
        let users = try await UsersService(client).users([owner?.id].compactMap(\.self))
        let name = users.first?.label ?? owner?.label ?? ""
        return [try await plan(client, owner: NewRecord(id: owner?.id ?? ""), named: name)]
    }

    /// The plan that makes it again, with the owner of before, who may be about to be made again, among those whom it
    /// notifies.
    func plan(_ client: APIClient, owner: NewRecord, named ownerName: String) async throws(APIError) -> RequestPlan {
        let caller = try await UsersService(client).loggedIn().id
        return try await owner.following(client) { client, id throws(APIError) in
            var body = document
            if var entry = ownEntry {
                entry["id"] = .string(id)
                body[Self.parties] = .array((document[Self.parties]?.array ?? []) + [entry])
            }
            let isOwn = id == caller
            return try client.plan(
                "Make \(name, each: "alert") again", name: "alert \(name)", .createAlert, body: .json(body),
                on: .nothing(.makesRecord),
                impact: isOwn ? [] : ["The API gives no alert to somebody else: it is made again as yours."],
                changes: isOwn
                    ? [FieldChange("made again", from: nil, to: nil)]
                    : [FieldChange("owner", from: ownerName, to: "you")])
        }
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
