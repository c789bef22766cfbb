extension FormReducer {
    /// Offers the records of a list to a field that takes the id of one, by what is typed in it.
    func offer(_ state: inout FormState?, from lists: [PaneID: ListState]) {
        guard let form = state, form.fields.indices.contains(form.focus), let pane = form.fields[form.focus].records,
            case .text(let input) = form.fields[form.focus].content
        else { return }
        let records = lists[pane]?.table.records(matching: input.text, limit: FormField.suggestionCount) ?? []
        state?.fields[form.focus].offered = records
    }
}
