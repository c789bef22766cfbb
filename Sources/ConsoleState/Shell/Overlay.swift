import SisenseClient

/// The layer on top of the panes. Drawing, keys, hints, mouse and "the preview was seen" all read this one order.
package enum Overlay: Sendable {
    case quit(reason: String)
    case menu(MenuState)
    case messages
    case signIn(SignInForm)
    case newToken(NewToken)
    case conflict(ConflictState)
    case confirmation(Confirmation)
    case results(RunResults)
    case picker(PickerState)
    case form(FormState)
}

extension ConsoleState {
    /// The layer on top, which takes the keys alone; nil when the pane has them.
    package var overlay: Overlay? {
        if case .asking(let reason) = quit { return .quit(reason: reason) }
        if let menu { return .menu(menu) }
        if messages.reading != nil { return .messages }
        // Whoever cannot log in here may still go elsewhere.
        if let picker, case .server = picker.target { return .picker(picker) }
        switch session.phase {
        case .signIn(let form): return .signIn(form)
        case .setup: return picker.map(Overlay.picker) ?? form.map(Overlay.form)
        case .connecting, .failed: return nil
        case .ready: break
        }
        if let newToken { return .newToken(newToken) }
        if let conflict { return .conflict(conflict) }
        if let confirmation = writes.confirmation { return .confirmation(confirmation) }
        if let results = writes.shownResults, form == nil { return .results(results) }
        return picker.map(Overlay.picker) ?? form.map(Overlay.form)
    }

    /// True while the preview is what a person sees and answers.
    package var isPreviewOnTop: Bool {
        if case .confirmation? = overlay { true } else { false }
    }

    /// True while the person is busy with something that a form or a preview must not come up over: any layer but the
    /// form that asked for the preview, and a line that is being typed.
    var isOccupied: Bool {
        switch overlay {
        case nil: isTyping
        case .form: false
        default: true
        }
    }

    private var isTyping: Bool {
        list?.filterInput != nil || cors.entry != nil || jsonTree?.search?.isTyping == true
    }
}
