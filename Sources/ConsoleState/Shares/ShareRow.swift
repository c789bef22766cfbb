package import SisenseClient

/// One entry of the shares: what it is on the server and what it shall be.
package struct ShareRow: Sendable {
    package enum Change: Sendable, Equatable {
        case none
        case added
        case removed
        case changed
    }

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

    package var change: Change {
        if saved == nil { return .added }
        if wanted == nil { return .removed }
        return saved?.raw == wanted?.raw ? .none : .changed
    }

    /// False for the entry of the owner, which some servers list and nobody can change.
    package var isEditable: Bool { share?.rule != nil }
}
