import SisenseClient

/// The fields of a form about a JSON document, made from a table of what the document holds.
struct DocumentForm: Sendable {
    private let fields: [DocumentField]
    private let base: JSONValue

    /// - Parameter base: The document as it is; `null` where there is none yet.
    init(_ fields: [DocumentField], of base: JSONValue) {
        // A value that is not what the documentation says is left alone.
        self.fields = fields.filter { $0.fits(base) }
        self.base = base
    }

    var formFields: [FormField] { fields.map(formField) }

    /// The document with what was changed in the form. Everything else is as it was, known or not.
    func edited(_ values: FormValues) -> JSONValue {
        fields.filter { values.changed.contains($0.id) }.reduce(base.isNull ? [:] : base) { document, field in
            value(of: field, values).map { document.setting(field.path, to: $0) } ?? document
        }
    }

    private func formField(_ field: DocumentField) -> FormField {
        let value = base[field.path] ?? .null
        let text = value.string ?? value.integer.map(String.init) ?? ""
        let (id, label, help) = (field.id, field.label, field.help)
        let made: FormField =
            switch field.kind {
            case .flag: .toggle(id, label, value.bool ?? false, help: help)
            case .text:
                .text(id, label, text, isRequired: field.isRequired, help: help) { field.problem(with: $0) }
            case .number(_, let unit):
                // A number that was there cannot be taken out, only changed.
                .text(id, label, text, unit: unit, isRequired: field.isRequired || !value.isNull, help: help) {
                    field.problem(with: $0)
                }
            case .choice(let choices): choice(field, choices, text)
            case .list:
                .lines(id, label, (value.array ?? []).compactMap(\.string), help: help) { field.problem(with: $0) }
            case .lines: .lines(id, label, text.split(whereSeparator: \.isNewline).map(String.init), help: help)
            case .secret:
                .secret(id, label, help: help, placeholder: text.isEmpty ? "" : "set; empty: no change")
            }
        return field.heading.isEmpty ? made : made.below(field.heading)
    }

    /// A value that the documentation does not know is offered beside the others, and so is none at all.
    private func choice(_ field: DocumentField, _ choices: [DocumentField.Choice], _ text: String) -> FormField {
        var options = choices.map { FormOption($0.value, $0.title) }
        if !options.contains(where: { $0.id == text }) {
            options.insert(FormOption(text, text.isEmpty ? "not set" : text), at: 0)
        }
        return .choice(field.id, field.label, options, chosen: text, help: field.help)
    }

    /// Nil when the document is to be left as it is.
    private func value(of field: DocumentField, _ values: FormValues) -> JSONValue? {
        let text = values.text(field.id)
        switch field.kind {
        case .flag: return .bool(values.flag(field.id))
        case .text, .choice: return .string(text)
        case .number:
            // Servers that send a number as a text get a text.
            if base[field.path]?.string != nil { return .string(text) }
            return Int(text).map { .number(JSONNumber($0)) }
        case .list: return .array(values.lines(field.id).map(JSONValue.string))
        case .lines: return .string(values.lines(field.id).joined(separator: "\n"))
        case .secret: return text.isEmpty ? nil : .string(text)
        }
    }
}
