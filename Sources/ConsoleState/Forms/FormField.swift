/// One field of a form: what it asks for, what is in it, and what is wrong with that.
package struct FormField: Sendable, Identifiable {
    package enum Content: Sendable {
        case text(TextInput)
        /// A text that is never shown.
        case secret(TextInput)
        case toggle(Bool)
        /// The index in `options` of the one that is chosen.
        case choice(Int)
        /// Several texts, one below the other; never empty.
        case lines([TextInput])
    }

    package let id: String
    package let label: String
    package internal(set) var content: Content
    package private(set) var isRequired = false
    /// The help while typing; shown when nothing is wrong.
    package private(set) var help = ""
    /// The values to choose from; for texts, those that are offered while one types.
    package private(set) var options: [FormOption] = []
    /// True when a text must be one of the options; its value is then the option's id.
    package private(set) var isClosed = false
    /// The heading that this field and those behind it stand below; empty for the one before.
    package private(set) var heading = ""
    /// The text shown instead of an empty one.
    package private(set) var placeholder = ""
    /// The answer of the server about the present content.
    package var refusal: String?
    /// Finds options for what is being typed, where they are too many to be kept here; nil where they are not.
    let search: FormSearch?
    /// The options found for the text as it is now; also the record it names already.
    var found: [FormOption] = []
    private let check: @Sendable (String) -> String?
    private let initial: FormValues.Value

    private init(
        _ id: String, _ label: String, _ content: Content, isRequired: Bool = false, help: String = "",
        options: [FormOption] = [], isClosed: Bool = false, search: FormSearch? = nil,
        check: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        (self.id, self.label, self.content, self.isRequired) = (id, label, content, isRequired)
        (self.help, self.options) = (help, FormOption.distinct(options))
        (self.isClosed, self.check) = (isClosed, check)
        self.search = search
        initial = Self.value(of: content, options: self.options, isClosed: isClosed)
    }

    /// - Parameter check: Says what is wrong with a text that is not empty; nil when nothing is.
    package static func text(
        _ id: String, _ label: String, _ text: String = "", isRequired: Bool = false, help: String = "",
        suggestions: [FormOption] = [], search: FormSearch? = nil,
        check: @escaping @Sendable (String) -> String? = { _ in nil }
    ) -> FormField {
        FormField(
            id, label, .text(TextInput(text)), isRequired: isRequired, help: help, options: suggestions, search: search,
            check: check)
    }

    /// A field for a text that is never shown.
    package static func secret(
        _ id: String, _ label: String, isRequired: Bool = false, help: String = "", placeholder: String = ""
    ) -> FormField {
        var field = FormField(id, label, .secret(TextInput()), isRequired: isRequired, help: help)
        field.placeholder = placeholder
        return field
    }

    /// A field for yes or no.
    package static func toggle(_ id: String, _ label: String, _ isOn: Bool, help: String = "") -> FormField {
        FormField(id, label, .toggle(isOn), help: help)
    }

    /// - Parameter chosen: The id of the option to begin with; the first one when it is not among them.
    package static func choice(
        _ id: String, _ label: String, _ options: [FormOption], chosen: String? = nil, help: String = ""
    ) -> FormField {
        let index = options.firstIndex { $0.id == chosen } ?? 0
        return FormField(id, label, .choice(index), isRequired: true, help: help, options: options)
    }

    /// - Parameter options: The options; when there are any, each line must be the title of one of them.
    package static func lines(
        _ id: String, _ label: String, _ lines: [String] = [], options: [FormOption] = [], isRequired: Bool = false,
        help: String = "", search: FormSearch? = nil, check: @escaping @Sendable (String) -> String? = { _ in nil }
    ) -> FormField {
        let inputs = (lines.isEmpty ? [""] : lines).map { TextInput($0) }
        return FormField(
            id, label, .lines(inputs), isRequired: isRequired, help: help, options: options, isClosed: !options.isEmpty,
            search: search, check: check)
    }

    /// The same field, first of those below a heading.
    package func below(_ heading: String) -> FormField {
        var field = self
        field.heading = heading
        return field
    }

    // MARK: Contents

    package var value: FormValues.Value { Self.value(of: content, options: options, isClosed: isClosed) }

    package var isChanged: Bool { value != initial }

    /// The rows it takes that the cursor can stand on.
    package var lineCount: Int {
        if case .lines(let lines) = content { lines.count } else { 1 }
    }

    private static func value(of content: Content, options: [FormOption], isClosed: Bool) -> FormValues.Value {
        switch content {
        case .text(let input): .text(input.text.trimmingSpaces)
        case .secret(let input): .text(input.text)
        case .toggle(let isOn): .flag(isOn)
        case .choice(let index): .text(options.indices.contains(index) ? options[index].id : "")
        case .lines(let inputs):
            .lines(
                inputs.map { $0.text.trimmingSpaces }.filter { !$0.isEmpty }
                    .map { text in isClosed ? option(titled: text, options)?.id ?? text : text })
        }
    }

    /// The option that a text means, by its title or its id; nil when there is none.
    private static func option(titled title: String, _ options: [FormOption]) -> FormOption? {
        let wanted = FoldedText.bytes(title)
        // Titles are distinct, whatever case they are written in.
        return options.first { FoldedText.bytes($0.title) == wanted } ?? options.first { $0.id == title }
    }

    /// The problem with the content; nil when there is none.
    package var problem: String? {
        if let refusal { return refusal }
        // An option may stand for nothing at all, as "no folder" does.
        if case .choice(let index) = content, options.indices.contains(index) { return nil }
        switch value {
        case .text(let text): return text.isEmpty ? missing : check(text)
        case .flag: return nil
        case .lines(let lines):
            return lines.isEmpty ? missing : lines.lazy.compactMap(problem(of:)).first
        }
    }

    /// The problem with one of several lines; nil when there is none, or the line is empty.
    package func problem(line: Int) -> String? {
        guard case .lines(let inputs) = content, inputs.indices.contains(line) else { return nil }
        let text = inputs[line].text.trimmingSpaces
        return text.isEmpty ? nil : problem(of: isClosed ? Self.option(titled: text, options)?.id ?? text : text)
    }

    private func problem(of line: String) -> String? {
        isClosed && !options.contains { $0.id == line } ? "\(line) is not a choice" : check(line)
    }

    /// True when there are only empty lines.
    package var isEmpty: Bool { value == .lines([]) }

    private var missing: String? { isRequired ? "Required" : nil }

    /// Options that what is being typed in a line may become, the likeliest first; none when it names one already.
    package func suggestions(line: Int) -> [FormOption] {
        guard let input = input(line), input.cursor == input.text.count else { return [] }
        let typed = FoldedText.bytes(input.text)
        if search != nil { return found.contains { FoldedText.bytes(text(of: $0)) == typed } ? [] : found }
        guard !typed.isEmpty else { return [] }
        let matches = options.lazy.map { ($0, FoldedText.bytes($0.title)) }
        guard !matches.contains(where: { $0.1 == typed }) else { return [] }
        let first = matches.filter { $0.1.starts(with: typed) }.prefix(Self.suggestionCount).map(\.0)
        return Array(first)
    }

    /// The text that a suggestion puts into the field.
    func text(of option: FormOption) -> String { search?.takesID == true ? option.id : option.title }

    /// The number that fits on a line of the form.
    static let suggestionCount = 4

    /// The name of the record whose id stands here; nil when none is known.
    package var recordTitle: String? {
        guard search?.takesID == true, case .text(let input) = content else { return nil }
        return found.first { $0.id == input.text }?.title
    }

    /// The content of a line.
    func text(line: Int) -> String? { input(line)?.text.trimmingSpaces }

    private func input(_ line: Int) -> TextInput? {
        switch content {
        case .text(let input): input
        case .lines(let inputs): inputs.indices.contains(line) ? inputs[line] : nil
        case .secret, .toggle, .choice: nil
        }
    }
}
