package import SisenseClient

/// One entry of the shares: what it is on the server and what it shall be.
package struct ShareRow: Sendable {
    package enum Change: String, Sendable, Equatable {
        case none = ""
        case added
        case removed
        case changed
    }

    static let layout = RowLayout<ShareRow>(
        [
            Column("type", "Type", 6...6, priority: 7) { $0.share?.party.rawValue ?? "" },
            Column("name", "Name", 18...28, grows: true, priority: 9, isName: true) { $0.name },
            Column("rule", "Right", 16...18, priority: 8) { $0.rule },
            Column("mail", "Mail report", 14...14, priority: 5) { $0.share?.isSubscribed == true ? "yes" : "no" },
            Column("unsaved", "Unsaved", 10...16, priority: 0, isShown: false) { $0.change.rawValue },
        ],
        id: { $0.id },
        look: { row in
            switch row.change {
            case .none: .plain
            case .added: .added
            case .removed: .removed
            case .changed: .changed
            }
        })

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

    var content: RowContent { Self.layout.row(self) }

    private var rule: String {
        let rule = share?.rule?.description ?? "owner"
        guard change == .changed, let old = saved?.rule?.description, old != rule else { return rule }
        return "\(rule) (was \(old))"
    }
}
