/// One entry of the list of those a dashboard is shared with.
package struct Share: Record {
    package enum Party: String, Sendable {
        case user
        case group
    }

    /// The rights of the party. Rules of newer servers that are not listed here stay as they are.
    package enum Rule: Sendable, Hashable, CustomStringConvertible {
        case view
        case edit
        case other(String)

        package init(_ text: String) {
            self = text == "view" ? .view : text == "edit" ? .edit : .other(text)
        }

        /// The rights that servers are known to have: the last two only some versions.
        package static let known: [Rule] = [.view, .edit, .other("co-owner"), .other("admin")]

        package var description: String {
            switch self {
            case .view: "view"
            case .edit: "edit"
            case .other(let text): text
            }
        }
    }

    /// The id of the user or group.
    package let id: String
    package let party: Party
    /// Nil for the owner, who needs none.
    package let rule: Rule?
    /// Gets the dashboard as a report by mail.
    package let isSubscribed: Bool
    package let raw: JSONValue

    package init?(_ raw: JSONValue) {
        guard let id = raw.text("shareId", "party", "partyId") else { return nil }
        self.id = id
        // Servers of version 0.9 declare isGroup where clients send type.
        party = raw.text("type") == "group" || raw.flag("isGroup") == true ? .group : .user
        rule = raw.text("rule").map(Rule.init)
        isSubscribed = raw.flag("subscribe") ?? false
        self.raw = raw
    }

    /// A new entry.
    package init(_ party: Party, id: String, rule: Rule, isSubscribed: Bool = false) {
        self.id = id
        self.party = party
        self.rule = rule
        self.isSubscribed = isSubscribed
        raw = [
            "shareId": .string(id), "type": .string(party.rawValue), "rule": .string(rule.description),
            "subscribe": .bool(isSubscribed),
        ]
    }

    /// The same entry, with or without the report by mail.
    package func with(isSubscribed: Bool) -> Share? {
        var raw = raw
        raw["subscribe"] = .bool(isSubscribed)
        return Share(raw)
    }

    /// The same entry for another user or group.
    func with(id: String) -> Share? {
        guard id != self.id else { return self }
        var raw = raw
        raw["shareId"] = .string(id)
        return Share(raw)
    }

    /// The same entry with another rule; members that are not known stay.
    package func with(rule: Rule) -> Share? {
        var raw = raw
        raw["rule"] = .string(rule.description)
        return Share(raw)
    }
}

/// Everything about who a dashboard is shared with, as one document: saving replaces it whole.
package struct ShareList: Sendable, Equatable {
    package let document: JSONValue

    package init(_ document: JSONValue) {
        self.document = document
    }

    package var shares: [Share] { (document["sharesTo"]?.array ?? []).compactMap(Share.init) }
    package var isPublic: Bool { document.flag("isPublic") ?? false }

    /// A copy with other entries; all else in the document stays. `sharesToNew`, which only reports invitations, is
    /// there because a save needs it.
    package func setting(_ shares: [Share]) -> ShareList {
        var document = document.object ?? JSONObject()
        document["sharesTo"] = .array(shares.map(\.raw))
        if document["sharesToNew"] == nil { document["sharesToNew"] = [] }
        return ShareList(.object(document))
    }

    /// A copy with this entry, instead of one for the same user or group.
    package func adding(_ share: Share) -> ShareList {
        setting(shares.filter { $0.id != share.id } + [share])
    }

    /// A copy without the entry of the user or group with this id.
    package func removing(_ id: String) -> ShareList {
        setting(shares.filter { $0.id != id })
    }
}
