import SisenseClient

/// The reason why what was typed in a field means nothing that can be used.
struct FieldRefusal: Error, Sendable, Equatable {
    let text: String
    /// What there is to choose from instead, a line each; too long for the line below a field.
    var details: [String] = []

    /// Shows it in the form: below the field, or with its details below all fields.
    func action(of field: String) -> ConsoleAction {
        if details.isEmpty { return .form(.refused(field: field, text)) }
        return .form(
            .submitFailed(APIError(.invalidCall, message: text, details: details, request: "", server: "")))
    }
}

extension NameMatch {
    /// The refusal of a name that means no one record; nil when it means one.
    /// - Parameters:
    ///   - noun: The kind of record, in the singular.
    ///   - name: It, where several were typed.
    func refusal(_ noun: String, named name: String? = nil) -> FieldRefusal? {
        switch self {
        case .one: nil
        case .none: FieldRefusal(text: problem(noun, named: name) ?? "")
        case .several(let values):
            FieldRefusal(
                text: "\(values.count) have \(name.map { "the name \($0)" } ?? "that name"). Enter the id of one:",
                details: values.map(\.distinction))
        }
    }
}
