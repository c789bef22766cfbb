/// Everything about who a dashboard is shared with, as one document: saving replaces it whole.
package struct ShareList: Sendable, Equatable {
    package let document: JSONValue

    package init(_ document: JSONValue) {
        self.document = document
    }

    package var shares: [Share] { (document["sharesTo"]?.array ?? []).compactMap(Share.init) }
    package var isPublic: Bool { document.flag("isPublic") ?? false }

    /// A copy with other entries; all else in the document stays. `sharesToNew`, which only tells of invitations,
    /// is there because a save needs it.
    package func setting(_ shares: [Share]) -> ShareList {
        var document = document.object ?? JSONObject()
        document["sharesTo"] = .array(shares.map(\.raw))
        if document["sharesToNew"] == nil { document["sharesToNew"] = [] }
        return ShareList(.object(document))
    }

    /// A copy with this entry, in the place of one for the same user or group.
    package func adding(_ share: Share) -> ShareList {
        setting(shares.filter { $0.id != share.id } + [share])
    }

    /// A copy without the entry of the user or group with this id.
    package func removing(_ id: String) -> ShareList {
        setting(shares.filter { $0.id != id })
    }
}
