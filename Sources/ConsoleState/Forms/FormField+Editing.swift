import SisenseClient

extension FormField {
    /// Edits the text of a line; in a choice, goes to the next option that begins with what is typed; takes out what was
    /// picked.
    mutating func apply(_ edit: TextEdit, line: Int) {
        refusal = nil
        switch content {
        case .text(var input):
            input.apply(edit)
            content = .text(input)
        case .secret(var input):
            input.apply(edit)
            content = .secret(input)
        case .lines(var inputs):
            guard inputs.indices.contains(line) else { break }
            inputs[line].apply(edit)
            content = .lines(inputs)
        case .choice(let index):
            guard case .insert(let text) = edit, !options.isEmpty else { break }
            let typed = FoldedText.bytes(text)
            let order = (1...options.count).map { (index + $0) % options.count }
            content = .choice(order.first { FoldedText.bytes(options[$0].title).starts(with: typed) } ?? index)
        case .picked(let chosen, _):
            switch edit {
            case .backspace where allowsMany: content = .picked(Array(chosen.dropLast()), cleared: [])
            case .backspace, .delete, .deleteToStart, .deleteWord:
                if allowsMany || !isRequired { content = .picked([], cleared: []) }
            case .insert, .left, .right, .home, .end: break
            }
        case .toggle: break
        }
    }

    /// Shows the value of a member of the record that the form is about, where it can hold it.
    mutating func show(_ value: JSONValue) {
        refusal = nil
        switch content {
        case .text: content = .text(TextInput(value.string ?? ""))
        case .toggle: content = .toggle(value.bool ?? false)
        case .choice(let index): content = .choice(options.firstIndex { $0.id == value.string } ?? index)
        case .picked:
            let ids = value.array?.compactMap { Reference($0)?.id } ?? [value.string].compactMap(\.self)
            let known = source?.items ?? []
            content = .picked(ids.map { id in known.first { $0.id == id } ?? FormOption(id, id) }, cleared: [])
        case .secret, .lines: break
        }
    }

    /// Takes what was chosen in the picker.
    mutating func pick(_ chosen: [FormOption], cleared: Set<String>) {
        guard case .picked = content else { return }
        refusal = nil
        content = .picked(chosen, cleared: cleared)
    }

    /// Handles left and right: the option beside the present one, or the cursor of a text.
    mutating func step(_ step: Int, line: Int) {
        switch content {
        case .choice(let index):
            guard options.indices.contains(index + step) else { break }
            refusal = nil
            content = .choice(index + step)
        case .toggle: toggle()
        case .text, .secret, .lines, .picked: apply(step < 0 ? .left : .right, line: line)
        }
    }

    mutating func toggle() {
        guard case .toggle(let isOn) = content else { return }
        refusal = nil
        content = .toggle(!isOn)
    }

    /// Puts `text` into a line of its own behind another one.
    mutating func insertLine(_ text: String, after line: Int) {
        guard case .lines(var inputs) = content, inputs.indices.contains(line) else { return }
        inputs.insert(TextInput(text), at: line + 1)
        content = .lines(inputs)
    }

    /// Takes an empty line out. - Returns: whether there was one to take, and another one stays.
    mutating func removeEmptyLine(_ line: Int) -> Bool {
        guard case .lines(var inputs) = content, inputs.count > 1, inputs.indices.contains(line),
            inputs[line].text.isEmpty
        else { return false }
        inputs.remove(at: line)
        content = .lines(inputs)
        return true
    }

    /// Replaces all lines with these.
    mutating func replaceLines(_ lines: [String]) {
        guard case .lines = content else { return }
        refusal = nil
        content = .lines((lines.isEmpty ? [""] : lines).map { TextInput($0) })
    }

    /// True when the line holds no text, in a field of lines.
    func isEmptyLine(_ line: Int) -> Bool {
        guard case .lines(let inputs) = content, inputs.indices.contains(line) else { return false }
        return inputs[line].text.isEmpty
    }
}
