package import SisenseClient

/// A change that was not sent because somebody else has changed the record since it was read: what differs, and whose
/// version is to stand.
package struct ConflictState: Sendable {
    /// The plan that was not sent.
    package let plan: RequestPlan
    let origin: WriteOrigin
    package let merge: JSONMerge
    /// The record as it is on the server now.
    let theirs: JSONValue
    /// The side whose version stands at each position; nil where both changed it and nobody has chosen yet.
    package internal(set) var sides: [JSONMerge.Side?]
    package internal(set) var scroll = Scroll()

    init(_ conflict: Conflict, plan: RequestPlan, origin: WriteOrigin) {
        self.plan = plan
        self.origin = origin
        theirs = conflict.theirs
        merge = JSONMerge(conflict)
        sides = merge.differences.map(\.changedBy)
        let contested = sides.firstIndex { $0 == nil } ?? 0
        scroll.place(at: contested, count: sides.count)
    }

    package var difference: JSONMerge.Difference? {
        merge.differences.indices.contains(scroll.cursor) ? merge.differences[scroll.cursor] : nil
    }

    /// The number of positions that wait for a choice.
    package var openCount: Int { sides.count { $0 == nil } }
}

/// The actions on a conflict. Until it is resolved nothing is sent.
package enum ConflictAction: Sendable {
    /// A change met one of somebody else.
    case met(Conflict, RequestPlan, WriteOrigin)
    case moved(Movement, page: Int)
    /// Chooses the side whose version stands at the position under the cursor.
    case sideChosen(JSONMerge.Side)
    case sideToggled
    /// Plans the change again, from what is on the server now and what was chosen.
    case resolved
    /// Throws the own change away and shows what is on the server now.
    case reloadRequested
    /// Leaves it: what was typed stays, and nothing is sent.
    case closed
}

/// Leads two changes of one record to a plan that holds both, or to one of them.
struct ConflictReducer: ConsoleFeature {
    let context: WorkContext

    /// Takes one action; the state is nil while there is no conflict.
    func reduce(_ state: inout ConflictState?, _ action: ConflictAction) -> ConsoleOutcome {
        if case .met(let conflict, let plan, let origin) = action {
            state = ConflictState(conflict, plan: plan, origin: origin)
        }
        guard var conflict = state else { return ConsoleOutcome() }
        defer { if state != nil { state = conflict } }
        switch action {
        case .met: break
        case .moved(let movement, let page):
            conflict.scroll.move(movement, count: conflict.sides.count, page: page)
        case .sideChosen(let side):
            choose(side, in: &conflict)
        case .sideToggled:
            let isMine =
                conflict.sides.indices.contains(conflict.scroll.cursor)
                && conflict.sides[conflict.scroll.cursor] == .mine
            choose(isMine ? .theirs : .mine, in: &conflict)
        case .resolved:
            return resolve(conflict, &state)
        case .reloadRequested:
            state = nil
            return .message(.info, "Your change was discarded; this is what the server has")
                + .then(.form(.dismissed), .changed(conflict.origin, touches: conflict.plan.touches))
        case .closed:
            state = nil
            return .message(.info, "Nothing was sent. Your changes are still in the form.")
        }
        return ConsoleOutcome()
    }

    private func choose(_ side: JSONMerge.Side, in conflict: inout ConflictState) {
        guard conflict.sides.indices.contains(conflict.scroll.cursor) else { return }
        conflict.sides[conflict.scroll.cursor] = side
    }

    private func resolve(_ conflict: ConflictState, _ state: inout ConflictState?) -> ConsoleOutcome {
        let sides = conflict.sides.compactMap(\.self)
        guard sides.count == conflict.sides.count else {
            return .message(.warning, "Choose mine or theirs first: both of you changed this")
        }
        guard let replan = conflict.plan.replan, sides.contains(.mine) else {
            state = nil
            return .message(.info, "Nothing of your change is left to send")
                + .then(.form(.dismissed), .changed(conflict.origin, touches: conflict.plan.touches))
        }
        state = nil
        let (origin, theirs) = (conflict.origin, conflict.theirs)
        let merged = conflict.merge.merged(sides)
        return .run(
            .preview("reading again", context) { context throws(APIError) in
                PlannedWrite([try await replan(context.client, merged, theirs)], origin)
            }) + .then(.form(.recordMerged(merged)))
    }
}
