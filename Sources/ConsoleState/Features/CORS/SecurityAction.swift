package import SisenseClient

/// What can happen to the security pane.
package enum SecurityAction: Sendable {
    /// Reads the settings when nobody has.
    case needed
    case refreshRequested
    /// They were changed on the server: they are read again, and what was tested before is tested again.
    case saved
    case loaded(Result<SystemSettings, APIError>)
    case moved(Movement, page: Int)
    case enabledToggled
    case entryOpened(index: Int?)
    case entryEdited(TextEdit)
    /// Lines pasted while an origin is typed: each becomes an entry of its own.
    case entryPasted([String])
    /// Takes what was typed; or the mended form, when the server would not match what was typed.
    case entryAccepted
    case entryCancelled
    case originRemoved
    /// Up (-1) or down (1) in the list.
    case originMoved(Int)
    case undoRequested
    /// Throws the unsaved changes away.
    case reverted
    case saveRequested
    /// Tests one entry of the list as a browser would, or all of them.
    case testRequested(String?)
    case tested(String, CORSReport)
}

extension SecurityAction {
    /// The error this tells of, when it does.
    var failure: APIError? {
        if case .loaded(.failure(let error)) = self { error } else { nil }
    }
}
