package import SisenseClient

/// A form that is being filled in: its fields as data, and what becomes of what they hold.
///
/// A list feature, or any other part, makes one and sends it with `FormAction.opened`.
package struct FormState: Sendable {
    /// Turns what was typed into the next action: mostly a plan to be shown. It may refuse a field with
    /// `FormAction.refused`.
    package typealias Submit =
        @concurrent @Sendable (WorkContext, FormValues) async throws(APIError) -> ConsoleAction

    package let title: String
    package internal(set) var fields: [FormField]
    /// The field that has the keyboard, and the line in it.
    package internal(set) var focus = 0
    package internal(set) var line = 0
    /// True once somebody wanted to submit: from then on every problem shows.
    package internal(set) var isChecked = false
    /// True while the answer to a submit is on its way.
    package internal(set) var isBusy = false
    /// The progress of the work behind a submit, where it takes long.
    package internal(set) var progress: String?
    /// True when the last key was one that would lose what was typed.
    package internal(set) var isLeaving = false
    /// The reason why the last submit failed. What was typed stays.
    package internal(set) var failure: APIError?
    /// The notes on fields, made by trying out what they hold, by their ids.
    package internal(set) var notes: [String: FormNote] = [:]
    let submit: Submit
    /// The request that would be sent, as it is typed, in one or several ways; nil where that is shown later.
    var preview: (@Sendable (FormValues) -> [FormPreview])?
    /// The index of the preview that is shown.
    package internal(set) var previewPage = 0
    /// Tries out what was typed without changing anything; nil where that cannot be done.
    let test: Submit?
    /// The same, with notes on the fields, and also by itself; nil where there is no such way.
    var check: FormCheck?
    var tried: Tried?
    /// Looks at the fields together after every edit. It runs beside the store, for what may take long.
    let note: (@concurrent @Sendable (FormValues) async -> [String: FormNote])?

    package init(
        _ title: String, _ fields: [FormField], test: Submit? = nil,
        note: (@concurrent @Sendable (FormValues) async -> [String: FormNote])? = nil, submit: @escaping Submit
    ) {
        self.title = title
        self.fields = fields
        self.test = test
        self.note = note
        self.submit = submit
    }

    package var isTestable: Bool { test != nil || check != nil }

    package var values: FormValues { FormValues(fields) }

    package var hasPreview: Bool { preview != nil }

    /// The request that would be sent now; nil where that is shown later.
    package var shownPreview: FormPreview? {
        guard let pages = preview?(values), !pages.isEmpty else { return nil }
        return pages[previewPage % pages.count]
    }

    package var isChanged: Bool { fields.contains(where: \.isChanged) }

    package var field: FormField? { fields.indices.contains(focus) ? fields[focus] : nil }

    /// The picker of the only field, which then stands for the whole form; nil where there is more to fill in.
    var onlyPicker: PickerState? { fields.count == 1 ? fields[0].picker(title) : nil }

    /// True for a form that is one picker: it shows only while what was chosen is worked on, or refused.
    package var isPicker: Bool { fields.count == 1 && fields[0].source != nil }

    /// The problem with a field, as far as it should be shown now: not while it is typed for the first time.
    package func problem(at index: Int) -> String? {
        guard fields.indices.contains(index) else { return nil }
        let field = fields[index]
        return isChecked || field.refusal != nil || field.isChanged && index != focus ? field.problem : nil
    }
}

/// The values of a form, by the ids of its fields.
package struct FormValues: Sendable, Equatable {
    package enum Value: Sendable, Equatable {
        case text(String)
        case flag(Bool)
        case lines([String])
        /// The ids of those chosen, and of those that only some had and none shall have.
        case choices([String], cleared: Set<String>)

        /// True when both say the same; the order of a choice says nothing.
        func isSame(as other: Value) -> Bool {
            guard case .choices(let mine, let cleared) = self, case .choices(let others, let otherCleared) = other
            else { return self == other }
            return cleared == otherCleared && Set(mine) == Set(others)
        }
    }

    private let values: [String: Value]
    /// The fields that are not as they were when the form was opened.
    package let changed: Set<String>

    init(_ fields: [FormField]) {
        values = Dictionary(fields.map { ($0.id, $0.value) }, uniquingKeysWith: { first, _ in first })
        changed = Set(fields.filter(\.isChanged).map(\.id))
    }

    /// A text without blanks around it, or the id of the option chosen; of several their ids, with commas between them.
    /// Empty when there is no such field.
    package func text(_ id: String) -> String {
        switch values[id] {
        case .text(let text): text
        case .choices(let ids, _): ids.joined(separator: ",")
        case .flag, .lines, nil: ""
        }
    }

    /// The texts and lines by the ids of their fields; lines are joined by line breaks, choices by commas.
    var texts: [String: String] {
        values.compactMapValues { value in
            switch value {
            case .text(let text): text
            case .lines(let lines): lines.joined(separator: "\n")
            case .choices(let ids, _): ids.joined(separator: ",")
            case .flag: nil
            }
        }
    }

    /// True when a toggle is on; false when there is no such field.
    package func flag(_ id: String) -> Bool { values[id] == .flag(true) }

    /// The lines that hold something, or the ids of all that is chosen.
    package func lines(_ id: String) -> [String] {
        switch values[id] {
        case .lines(let lines): lines
        case .choices(let ids, _): ids
        case .text, .flag, nil: []
        }
    }

    /// The ids of what only some of the records had and none shall have.
    func cleared(_ id: String) -> Set<String> {
        if case .choices(_, let cleared) = values[id] { cleared } else { [] }
    }
}

/// The actions on a form.
package indirect enum FormAction: Sendable {
    case opened(FormState)
    case edited(TextEdit)
    /// Lines pasted; in a field of lines each becomes one of its own.
    case pasted([String])
    /// What was chosen in the picker of a field.
    case picked(field: String, [FormOption], cleared: Set<String>)
    /// The record that the form is about has become another one than it shows, after a conflict with a change of somebody
    /// else: fields that are named like its members show these.
    case recordMerged(JSONValue)
    /// The picker of a field was closed without a choice.
    case pickerClosed
    case movedForward
    case movedBack
    /// Moves left or right, by one.
    case stepped(Int)
    case toggled
    /// Handles Enter: opens a picker; a new line in a field of lines; else the next field; behind the last one, submits.
    case entered
    case submitted
    /// Shows what would be sent in the next way.
    case previewTurned
    /// Gives the lines of the field to the person's own editor.
    case editorRequested
    case editorEnded(field: String, Result<String, TextEditingProblem>)
    /// Tries out what was typed; nothing is changed by it.
    case testRequested
    /// The notes on the fields as they are now.
    case noted([String: FormNote])
    /// What came of trying the fields out.
    case tried(FormCheck.Attempt, [String: FormNote])
    /// The progress of what was submitted.
    case progressed(String)
    /// The end of what was submitted, with the action that follows.
    case submitEnded(then: ConsoleAction)
    /// Work that was submitted goes on.
    case waiting(String)
    case submitFailed(APIError)
    /// A field cannot be as it is.
    case refused(field: String, String)
    /// The work of the form is done; it closes.
    case completed(Message)
    /// Closes the form; when something was typed, only the second time.
    case closed
    /// Closes the form, whose work is done.
    case dismissed
}

extension FormAction {
    /// The error this reports, if any.
    var failure: APIError? {
        switch self {
        case .submitFailed(let error): error
        default: nil
        }
    }
}

/// The outcome of trying out what a field holds.
package struct FormNote: Sendable, Equatable {
    package let isGood: Bool
    package let text: String

    package init(isGood: Bool, _ text: String) {
        self.isGood = isGood
        self.text = text
    }
}
