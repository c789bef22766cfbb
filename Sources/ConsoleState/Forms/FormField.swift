/// One field of a form: what it asks for, what is in it, and what is wrong with that.
package struct FormField: Sendable, Identifiable {
    package enum Content: Sendable {
        case text(TextInput)
        /// A text that is never shown.
        case secret(TextInput)
        case toggle(Bool)
        /// The index in `options` of the one that is chosen, of a few that fit on the line.
        case choice(Int)
        /// What is chosen in a picker, and what some of the records had that none shall have.
        case picked([FormOption], cleared: Set<String>)
        /// Several texts, one below the other; never empty.
        case lines([TextInput])
    }

    package let id: String
    package let label: String
    package internal(set) var content: Content
    package private(set) var isRequired = false
    /// The help while typing, which follows what is chosen; shown when nothing is wrong.
    package var help: String {
        guard case .choice(let index) = content, options.indices.contains(index), !options[index].note.isEmpty else {
            return usualHelp
        }
        return options[index].note
    }
    /// The help whatever is chosen.
    private let usualHelp: String
    /// The values to choose from, where a few fit on the line.
    package private(set) var options: [FormOption] = []
    /// What its picker offers; nil for a field without one.
    let source: PickerSource?
    /// True when its picker chooses several.
    package let allowsMany: Bool
    /// The heading that this field and those behind it stand below; empty for the one before.
    package private(set) var heading = ""
    /// The text shown instead of an empty one.
    package private(set) var placeholder = ""
    /// The unit of a number, shown behind it; empty for what has none.
    package private(set) var unit = ""
    /// The answer of the server about the present content.
    package var refusal: String?
    private let check: @Sendable (String) -> String?
    private let initial: FormValues.Value

    private init(
        _ id: String, _ label: String, _ content: Content, isRequired: Bool = false, help: String = "",
        placeholder: String = "", unit: String = "", options: [FormOption] = [],
        source: PickerSource? = nil, allowsMany: Bool = false,
        check: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        (self.id, self.label, self.content, self.isRequired) = (id, label, content, isRequired)
        (usualHelp, self.placeholder, self.options, self.check) = (help, placeholder, options, check)
        (self.source, self.allowsMany, self.unit) = (source, allowsMany, unit)
        initial = Self.value(of: content, options: options, allowsMany: allowsMany)
    }

    /// - Parameters:
    ///   - unit: That of a number.
    ///   - check: Says what is wrong with a text that is not empty; nil when nothing is.
    package static func text(
        _ id: String, _ label: String, _ text: String = "", unit: String = "", isRequired: Bool = false,
        help: String = "", check: @escaping @Sendable (String) -> String? = { _ in nil }
    ) -> FormField {
        FormField(id, label, .text(TextInput(text)), isRequired: isRequired, help: help, unit: unit, check: check)
    }

    /// A field for a text that is never shown.
    package static func secret(
        _ id: String, _ label: String, isRequired: Bool = false, help: String = "", placeholder: String = ""
    ) -> FormField {
        FormField(
            id, label, .secret(TextInput()), isRequired: isRequired, help: help, placeholder: placeholder)
    }

    /// A field for yes or no.
    package static func toggle(_ id: String, _ label: String, _ isOn: Bool, help: String = "") -> FormField {
        FormField(id, label, .toggle(isOn), help: help)
    }

    /// A field for one of some values: on the line where there are few, in a picker where there are more.
    /// - Parameters:
    ///   - chosen: The id of the option to begin with; the first one when it is not among them.
    ///   - check: Says what is wrong with the id of an option; nil when nothing is.
    package static func choice(
        _ id: String, _ label: String, _ options: [FormOption], chosen: String? = nil, help: String = "",
        check: @escaping @Sendable (String) -> String? = { _ in nil }
    ) -> FormField {
        let index = options.firstIndex { $0.id == chosen } ?? 0
        guard options.count > fewChoices else {
            return FormField(id, label, .choice(index), isRequired: true, help: help, options: options, check: check)
        }
        return .pick(
            id, label, PickerSource(options), chosen: [options[index]], isRequired: true, help: help, check: check)
    }

    /// Values that can be gone through one by one.
    private static let fewChoices = 4

    /// A field for what is chosen in a picker. Its value is the id of that; with `allowsMany` the ids.
    /// - Parameters:
    ///   - placeholder: What is shown as long as nothing is chosen, such as `no change`.
    ///   - check: Says what is wrong with an id that is chosen, or a text taken as it stands.
    package static func pick(
        _ id: String, _ label: String, _ source: PickerSource, chosen: [FormOption] = [], allowsMany: Bool = false,
        isRequired: Bool = false, placeholder: String = "", help: String = "",
        check: @escaping @Sendable (String) -> String? = { _ in nil }
    ) -> FormField {
        let chosen = chosen.map { option in source.items.first { $0.id == option.id } ?? option }
        return FormField(
            id, label, .picked(chosen, cleared: []), isRequired: isRequired, help: help, placeholder: placeholder,
            source: source, allowsMany: allowsMany, check: check)
    }

    package static func lines(
        _ id: String, _ label: String, _ lines: [String] = [], isRequired: Bool = false, help: String = "",
        check: @escaping @Sendable (String) -> String? = { _ in nil }
    ) -> FormField {
        let inputs = (lines.isEmpty ? [""] : lines).map { TextInput($0) }
        return FormField(id, label, .lines(inputs), isRequired: isRequired, help: help, check: check)
    }

    /// The same field, first of those below a heading.
    package func below(_ heading: String) -> FormField {
        var field = self
        field.heading = heading
        return field
    }

    // MARK: Contents

    package var value: FormValues.Value { Self.value(of: content, options: options, allowsMany: allowsMany) }

    /// True for a field whose content is chosen in a picker.
    package var isPicked: Bool { source != nil }

    package var isChanged: Bool { !value.isSame(as: initial) }

    /// The rows it takes that the cursor can stand on.
    package var lineCount: Int {
        if case .lines(let lines) = content { lines.count } else { 1 }
    }

    private static func value(of content: Content, options: [FormOption], allowsMany: Bool) -> FormValues.Value {
        switch content {
        case .text(let input): .text(input.text.trimmingSpaces)
        case .secret(let input): .text(input.text)
        case .toggle(let isOn): .flag(isOn)
        case .choice(let index): .text(options.indices.contains(index) ? options[index].id : "")
        case .picked(let chosen, let cleared):
            allowsMany ? .choices(chosen.map(\.id), cleared: cleared) : .text(chosen.first?.id ?? "")
        case .lines(let inputs): .lines(inputs.map { $0.text.trimmingSpaces }.filter { !$0.isEmpty })
        }
    }

    /// The problem with the content; nil when there is none.
    package var problem: String? {
        if let refusal { return refusal }
        switch content {
        // An option may stand for nothing at all, as "no folder" does.
        case .choice(let index) where options.indices.contains(index): return check(options[index].id)
        case .picked(let chosen, let cleared):
            if let problem = chosen.lazy.compactMap({ check($0.id) }).first { return problem }
            return chosen.isEmpty && cleared.isEmpty ? missing : nil
        default: break
        }
        switch value {
        case .text(let text): return text.isEmpty ? missing : check(text)
        case .flag, .choices: return nil
        case .lines(let lines): return lines.isEmpty ? missing : lines.lazy.compactMap(check).first
        }
    }

    /// The problem with one of several lines; nil when there is none, or the line is empty.
    package func problem(line: Int) -> String? {
        guard case .lines(let inputs) = content, inputs.indices.contains(line) else { return nil }
        let text = inputs[line].text.trimmingSpaces
        return text.isEmpty ? nil : check(text)
    }

    /// True when there are only empty lines.
    package var isEmpty: Bool { value == .lines([]) }

    private var missing: String? { isRequired ? "Required" : nil }

    /// The picker of this field, with what is chosen; nil for a field without one.
    /// - Parameters:
    ///   - title: Its heading; the label where the field is one of several.
    ///   - text: What was typed to open it.
    func picker(_ title: String, typed text: String = "") -> PickerState? {
        guard let source, case .picked(let chosen, let cleared) = content else { return nil }
        var picker = PickerState(
            title, source, for: .field(id), chosen: chosen, cleared: cleared, allowsMany: allowsMany)
        picker.filter = TextInput(text)
        return picker
    }
}
