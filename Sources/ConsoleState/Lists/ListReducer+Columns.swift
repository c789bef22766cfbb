import SisenseClient

extension ListReducer {
    /// Chooses which columns show. Each step shows in the list at once; what was chosen is kept in the end.
    func columns(_ state: inout ListState, _ action: ListAction) -> ConsoleOutcome {
        switch action {
        case .columnsRequested:
            return .then(.picker(.opened(.columns(of: state, before: state.arrangement))))
        case .columnsArranged(let arrangement):
            state.arrangement = arrangement
        case .columnsKept(let arrangement):
            let isUsual = arrangement == ColumnArrangement(state.columns)
            state.arrangement = isUsual ? nil : arrangement
            return ConsoleOutcome(effects: keeping(state.arrangement))
        case .valuesRequested(let column):
            return .then(.picker(.opened(.values(of: column, in: state))))
        default: break
        }
        return ConsoleOutcome()
    }

    private func keeping(_ arrangement: ColumnArrangement?) -> [ConsoleEffect] {
        guard let memory = context.dependencies.columns else { return [] }
        let pane = feature.pane
        return [
            .run(.columnMemory, "saving the columns") { send in
                do throws(PrivateFileError) {
                    try memory.keep(arrangement, of: pane)
                } catch {
                    await send(.posted(Message(.warning, "Could not save the columns: \(error)")))
                }
            }
        ]
    }
}
