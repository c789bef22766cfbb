/// Gives a text to the person's own editor.
///
/// - Returns: The text as they left it, or why there is none.
package typealias TextEditing = @Sendable (_ text: String) async -> Result<String, TextEditingProblem>

/// Why an editor gave no text back, for a person.
package struct TextEditingProblem: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
