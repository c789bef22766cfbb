import SisenseClient

extension ListReducer {
    /// Chooses which columns show. Each step shows in the list at once; what was chosen is kept when the picker closes.
    func columns(_ state: inout ListState, _ action: ListAction) -> ConsoleOutcome {
        switch action {
        case .columnPickerOpened:
            state.columnPicker = ColumnPicker(arrangement: state.arrangement ?? ColumnArrangement(state.columns))
        case .columnPickerClosed:
            state.columnPicker = nil
            return ConsoleOutcome(effects: keeping(state.arrangement))
        case .columnsReset:
            state.columnPicker?.arrangement = ColumnArrangement(state.columns)
            state.arrangement = nil
        default:
            guard var picker = state.columnPicker else { break }
            arrange(&picker, action)
            if picker.arrangement != state.columnPicker?.arrangement { state.arrangement = picker.arrangement }
            state.columnPicker = picker
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

    private func arrange(_ picker: inout ColumnPicker, _ action: ListAction) {
        let count = picker.arrangement.items.count
        switch action {
        case .columnPickerMoved(let movement, let page):
            picker.scroll.move(movement, count: count, page: page)
        case .columnToggled:
            picker.arrangement.toggle(at: picker.scroll.cursor)
        case .columnMoved(let step):
            picker.scroll.place(at: picker.arrangement.move(at: picker.scroll.cursor, by: step), count: count)
        default: break
        }
    }
}
