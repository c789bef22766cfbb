package import SisenseClient

/// One entry of the shares: what it is on the server and what it shall be.
package struct ShareRow: Sendable {
    package enum Change: String, Sendable, Equatable {
        case none = ""
        case added
        case removed
        case changed
    }

    static let columns = [
        ListColumn("name", "Name"), ListColumn("type", "Type"), ListColumn("rule", "Right"),
        ListColumn("mail", "Report by mail"), ListColumn("unsaved", "Unsaved"),
    ]

    /// Nil for an entry that is new.
    package let saved: Share?
    /// Nil for an entry that shall go.
    package let wanted: Share?
    package let name: String

    /// One of the two is always there.
    init(saved: Share?, wanted: Share?, name: String) {
        self.saved = saved
        self.wanted = wanted
        self.name = name
    }

    package var share: Share? { wanted ?? saved }

    /// That of the user or group.
    var id: RecordID { RecordID(share?.id ?? "") }

    package var change: Change {
        if saved == nil { return .added }
        if wanted == nil { return .removed }
        return saved?.raw == wanted?.raw ? .none : .changed
    }

    /// False for the entry of the owner, which some servers list and nobody can change.
    var isEditable: Bool { share?.rule != nil }

    var content: RowContent {
        RowContent(
            id: id,
            cells: [
                name, share?.party.rawValue ?? "", rule, share?.isSubscribed == true ? "yes" : "no", change.rawValue,
            ])
    }

    private var rule: String {
        let rule = share?.rule?.description ?? "owner"
        guard change == .changed, let old = saved?.rule?.description, old != rule else { return rule }
        return "\(rule) (was \(old))"
    }
}
