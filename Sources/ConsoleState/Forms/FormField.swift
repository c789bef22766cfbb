import Foundation

/// One field of a form: what it asks for, what is in it, and what is wrong with that.
package struct FormField: Sendable, Identifiable {
    package enum Content: Sendable {
        case text(TextInput)
        /// A text that is never shown.
        case secret(TextInput)
        case toggle(Bool)
        /// The place in `options` of the one that is chosen.
        case choice(Int)
        /// Several texts, one below the other; never empty.
        case lines([TextInput])
    }

    package let id: String
    package let label: String
    package private(set) var content: Content
    package private(set) var isRequired = false
    /// What to know while typing; shown when nothing is wrong.
    package private(set) var help = ""
    /// The values to choose from; for texts, those that are offered while one types.
    package private(set) var options: [FormOption] = []
    /// Whether a text must be one of the options; its value is then the option's id.
    package private(set) var isClosed = false
    /// What the server said about the present content.
    package var refusal: String?
    private let check: @Sendable (String) -> String?
    private let initial: FormValues.Value

    private init(
        _ id: String, _ label: String, _ content: Content, isRequired: Bool = false, help: String = "",
        options: [FormOption] = [], isClosed: Bool = false,
        check: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        (self.id, self.label, self.content, self.isRequired) = (id, label, content, isRequired)
        (self.help, self.options, self.isClosed, self.check) = (help, options, isClosed, check)
        initial = Self.value(of: content, options: options, isClosed: isClosed)
    }

    /// - Parameter check: Says what is wrong with a text that is not empty; nil when nothing is.
    package static func text(
        _ id: String, _ label: String, _ text: String = "", isRequired: Bool = false, help: String = "",
        suggestions: [FormOption] = [], check: @escaping @Sendable (String) -> String? = { _ in nil }
    ) -> FormField {
        FormField(
            id, label, .text(TextInput(text)), isRequired: isRequired, help: help, options: suggestions, check: check)
    }

    package static func secret(
        _ id: String, _ label: String, isRequired: Bool = false, help: String = ""
    ) -> FormField {
        FormField(id, label, .secret(TextInput()), isRequired: isRequired, help: help)
    }

    package static func toggle(_ id: String, _ label: String, _ isOn: Bool, help: String = "") -> FormField {
        FormField(id, label, .toggle(isOn), help: help)
    }

    /// - Parameter chosen: The id of the option to begin with; the first one when it is not among them.
    package static func choice(
        _ id: String, _ label: String, _ options: [FormOption], chosen: String? = nil, help: String = ""
    ) -> FormField {
        let place = options.firstIndex { $0.id == chosen } ?? 0
        return FormField(id, label, .choice(place), isRequired: true, help: help, options: options)
    }

    /// - Parameter options: When there are any, each line must be the title of one of them.
    package static func lines(
        _ id: String, _ label: String, _ lines: [String] = [], options: [FormOption] = [], isRequired: Bool = false,
        help: String = "", check: @escaping @Sendable (String) -> String? = { _ in nil }
    ) -> FormField {
        let inputs = (lines.isEmpty ? [""] : lines).map { TextInput($0) }
        return FormField(
            id, label, .lines(inputs), isRequired: isRequired, help: help, options: options, isClosed: !options.isEmpty,
            check: check)
    }

    // MARK: What is in it

    package var value: FormValues.Value { Self.value(of: content, options: options, isClosed: isClosed) }

    package var isChanged: Bool { value != initial }

    /// The rows it takes that the cursor can stand on.
    package var lineCount: Int {
        if case .lines(let lines) = content { lines.count } else { 1 }
    }

    private static func value(of content: Content, options: [FormOption], isClosed: Bool) -> FormValues.Value {
        switch content {
        case .text(let input): .text(input.text.trimmingCharacters(in: .whitespaces))
        case .secret(let input): .text(input.text)
        case .toggle(let isOn): .flag(isOn)
        case .choice(let place): .text(options.indices.contains(place) ? options[place].id : "")
        case .lines(let inputs):
            .lines(
                inputs.map { $0.text.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
                    .map { text in isClosed ? option(titled: text, options)?.id ?? text : text })
        }
    }

    private static func option(titled title: String, _ options: [FormOption]) -> FormOption? {
        let wanted = FoldedText.bytes(title)
        return options.first { $0.title == title } ?? options.first { FoldedText.bytes($0.title) == wanted }
    }

    /// What is wrong with the content; nil when nothing is.
    package var problem: String? {
        if let refusal { return refusal }
        switch value {
        case .text(let text): return text.isEmpty ? missing : check(text)
        case .flag: return nil
        case .lines(let lines):
            if lines.isEmpty { return missing }
            if isClosed, let unknown = lines.first(where: { line in !options.contains { $0.id == line } }) {
                return "There is no \(unknown)"
            }
            return lines.lazy.compactMap(check).first
        }
    }

    private var missing: String? { isRequired ? "This is needed" : nil }

    /// Options that what is being typed in a line may become, the likeliest first; none when it names one already.
    package func suggestions(line: Int) -> [FormOption] {
        guard let input = input(line), !input.text.isEmpty, input.cursor == input.text.count else { return [] }
        let typed = FoldedText.bytes(input.text)
        let matches = options.lazy.map { ($0, FoldedText.bytes($0.title)) }
        guard !matches.contains(where: { $0.1 == typed }) else { return [] }
        let first = matches.filter { $0.1.starts(with: typed) }.prefix(Self.suggestionCount).map(\.0)
        return Array(first)
    }

    /// As many as fit on a line of the form.
    private static let suggestionCount = 4

    private func input(_ line: Int) -> TextInput? {
        switch content {
        case .text(let input): input
        case .lines(let inputs): inputs.indices.contains(line) ? inputs[line] : nil
        case .secret, .toggle, .choice: nil
        }
    }

    // MARK: Changing it

    /// Edits the text of a line; in a choice, goes to the next option that begins with what is typed.
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
        case .choice(let place):
            guard case .insert(let text) = edit, !options.isEmpty else { break }
            let typed = FoldedText.bytes(text)
            let order = (1...options.count).map { (place + $0) % options.count }
            content = .choice(order.first { FoldedText.bytes(options[$0].title).starts(with: typed) } ?? place)
        case .toggle: break
        }
    }

    /// Left and right: another option, or the cursor of a text; at its end, right takes the first suggestion.
    mutating func step(_ step: Int, line: Int) {
        switch content {
        case .choice(let place):
            guard !options.isEmpty else { break }
            refusal = nil
            content = .choice((place + step + options.count) % options.count)
        case .toggle: toggle()
        default:
            guard step > 0, let option = suggestions(line: line).first else {
                return apply(step < 0 ? .left : .right, line: line)
            }
            put(TextInput(option.title), line: line)
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

    private mutating func put(_ input: TextInput, line: Int) {
        refusal = nil
        if case .text = content { content = .text(input) }
        guard case .lines(var inputs) = content, inputs.indices.contains(line) else { return }
        inputs[line] = input
        content = .lines(inputs)
    }

    /// Whether the line holds no text, in a field of lines.
    func isEmptyLine(_ line: Int) -> Bool {
        guard case .lines(let inputs) = content, inputs.indices.contains(line) else { return false }
        return inputs[line].text.isEmpty
    }
}
