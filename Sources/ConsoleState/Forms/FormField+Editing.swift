extension FormField {
    /// Edits the text of a line; in a choice, goes to the next option that begins with what is typed.
    mutating func apply(_ edit: TextEdit, line: Int) {
        refusal = nil
        found = []
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
        case .toggle: break
        }
    }

    /// Handles left and right: another option, or the cursor of a text; at its end, right takes the first suggestion.
    mutating func step(_ step: Int, line: Int) {
        switch content {
        case .choice(let index):
            guard !options.isEmpty else { break }
            refusal = nil
            content = .choice((index + step + options.count) % options.count)
        case .toggle: toggle()
        default:
            guard step > 0, let option = suggestions(line: line).first else {
                return apply(step < 0 ? .left : .right, line: line)
            }
            put(TextInput(text(of: option)), line: line)
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

    private mutating func put(_ input: TextInput, line: Int) {
        refusal = nil
        found = []
        if case .text = content { content = .text(input) }
        guard case .lines(var inputs) = content, inputs.indices.contains(line) else { return }
        inputs[line] = input
        content = .lines(inputs)
    }

    /// True when the line holds no text, in a field of lines.
    func isEmptyLine(_ line: Int) -> Bool {
        guard case .lines(let inputs) = content, inputs.indices.contains(line) else { return false }
        return inputs[line].text.isEmpty
    }
}
