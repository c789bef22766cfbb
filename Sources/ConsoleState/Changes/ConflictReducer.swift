import SisenseClient

/// Leads two changes of one record to a plan that holds both, or to one of them.
struct ConflictReducer: Sendable {
    let environment: ConsoleEnvironment

    struct Outcome {
        var effects: [Effect<ConsoleAction>] = []
        var message: Message?
        /// What must be read again, because the own change is given up.
        var reloaded: WriteOrigin?
    }

    /// Takes one action; the state is nil while there is no conflict.
    func reduce(_ state: inout ConflictState?, _ action: ConflictAction) -> Outcome {
        guard var conflict = state else { return Outcome() }
        defer { if state != nil { state = conflict } }
        switch action {
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
            return Outcome(
                message: Message(.info, "Your change was thrown away; this is what the server has"),
                reloaded: conflict.origin)
        case .closed:
            state = nil
            return Outcome(message: Message(.info, "Nothing was sent; what you typed is kept"))
        }
        return Outcome()
    }

    private func choose(_ side: JSONMerge.Side, in conflict: inout ConflictState) {
        guard conflict.sides.indices.contains(conflict.scroll.cursor) else { return }
        conflict.sides[conflict.scroll.cursor] = side
    }

    private func resolve(_ conflict: ConflictState, _ state: inout ConflictState?) -> Outcome {
        let sides = conflict.sides.compactMap(\.self)
        guard sides.count == conflict.sides.count else {
            return Outcome(message: Message(.warning, "Choose first: both of you changed this"))
        }
        guard let replan = conflict.plan.replan, sides.contains(.mine) else {
            state = nil
            return Outcome(
                message: Message(.info, "Nothing of your change is left to send"), reloaded: conflict.origin)
        }
        state = nil
        let (client, origin, theirs) = (environment.client, conflict.origin, conflict.theirs)
        let merged = conflict.merge.merged(sides)
        return Outcome(effects: [
            .run("plan", "planning anew") { send in
                do throws(APIError) {
                    await send(.write(.planned(.success([try await replan(client, merged, theirs)]), origin)))
                } catch {
                    await send(.write(.planned(.failure(error), origin)))
                }
            }
        ])
    }
}
