package import SisenseClient

/// A change that was not sent because somebody else has changed the record since it was read: what differs, and whose
/// version is to stand.
package struct ConflictState: Sendable {
    /// What was not sent.
    package let plan: RequestPlan
    let origin: WriteOrigin
    package let merge: JSONMerge
    /// The record as it is on the server now.
    let theirs: JSONValue
    /// Whose version stands at each place; nil where both changed it and nobody has chosen yet.
    package internal(set) var sides: [JSONMerge.Side?]
    package internal(set) var scroll = Scroll()

    init(_ conflict: Conflict, plan: RequestPlan, origin: WriteOrigin) {
        self.plan = plan
        self.origin = origin
        theirs = conflict.theirs
        merge = JSONMerge(base: conflict.base, mine: conflict.mine, theirs: conflict.theirs)
        sides = merge.places.map(\.changedBy)
        let contested = sides.firstIndex { $0 == nil } ?? 0
        scroll.place(at: contested, count: sides.count)
    }

    package var place: JSONMerge.Place? {
        merge.places.indices.contains(scroll.cursor) ? merge.places[scroll.cursor] : nil
    }

    /// The places that wait for a choice.
    package var openCount: Int { sides.count { $0 == nil } }
}

/// What can happen to a conflict. Until it is resolved nothing is sent.
package enum ConflictAction: Sendable {
    /// A change met one of somebody else.
    case met(Conflict, RequestPlan, WriteOrigin)
    case moved(Movement, page: Int)
    /// Whose version stands at the place under the cursor.
    case sideChosen(JSONMerge.Side)
    case sideToggled
    /// Plans the change anew, from what is on the server now and what was chosen.
    case resolved
    /// Throws the own change away and shows what is on the server now.
    case reloadRequested
    /// Leaves it: what was typed stays, and nothing is sent.
    case closed
}
