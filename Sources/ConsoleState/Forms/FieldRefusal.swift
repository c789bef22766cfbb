/// The reason why what stands in a field cannot be used.
struct FieldRefusal: Error, Sendable, Equatable {
    let text: String

    /// Shows it below the field.
    func action(of field: String) -> ConsoleAction { .form(.refused(field: field, text)) }
}
