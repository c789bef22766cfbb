package import SisenseClient

/// What can happen to a form.
package indirect enum FormAction: Sendable {
    case opened(FormState)
    case edited(TextEdit)
    /// Lines pasted; in a field of lines each becomes one of its own.
    case pasted([String])
    /// What a search has found.
    case found(FormQuery, [FormOption])
    case movedForward
    case movedBack
    /// Left or right, by one.
    case stepped(Int)
    case toggled
    /// Enter: a new line in a field of lines, else the next field; behind the last one, submits.
    case entered
    case submitted
    /// Shows what would be sent in the next way.
    case previewTurned
    /// Gives the lines of the field to the person's own editor.
    case editorRequested
    case editorEnded(field: String, Result<String, TextEditingProblem>)
    /// Tries out what was typed; nothing is changed by it.
    case testRequested
    /// What is known of the fields as they are now.
    case noted([String: FormNote])
    /// How far what was submitted has come.
    case progressed(String)
    /// What was submitted has led to something, which follows.
    case submitEnded(then: ConsoleAction)
    /// What was submitted is still on its way.
    case waiting(String)
    case submitFailed(APIError)
    /// A field cannot be as it is.
    case refused(field: String, String)
    /// What the form was for is done; it closes.
    case completed(Message)
    /// Rows have come to a list that may be searched.
    case rowsRead(PaneID)
    /// Closes the form; when something was typed, only the second time.
    case closed
    /// Closes the form, whose work is done.
    case dismissed
}

extension FormAction {
    /// The error this tells of, when it does.
    var failure: APIError? {
        switch self {
        case .submitFailed(let error): error
        default: nil
        }
    }
}
