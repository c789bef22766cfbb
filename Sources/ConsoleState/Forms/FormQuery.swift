/// What a search of a form is about: the text as it is now in a line of a field.
package struct FormQuery: Sendable, Equatable {
    let field: String
    let line: Int
    let text: String
}
