import ConsoleState
import SisenseClient
import TerminalKit

/// Forms, field by field, and choices from lists.
extension PlainScreen {
    static func form(_ form: FormState) -> PlainScreen {
        var screen = PlainScreen(key: "form \(form.title)", heading: form.title)
        if form.isBusy {
            screen.notes = [form.progress ?? "Reading"]
            return screen
        }
        if let failure = form.failure {
            screen.notes.append(failure.description)
            screen.key += " \(failure.message)"
        }
        let names = form.fields.map { $0.label + ($0.isRequired ? " (required)" : "") }
        screen.notes.append("Fields: \(names.joined(separator: "; "))")
        screen.question = form.field.map { question($0, of: form) }
        return screen
    }

    /// Goes on to the next field; behind the last one, to what follows from the form.
    private static func next(_ form: FormState) -> [ConsoleAction] {
        form.focus == form.fields.count - 1 ? [.form(.submitted)] : [.form(.movedForward)]
    }

    /// Typed for an empty text, since an empty line keeps what is there.
    private static let emptyText = "\"\""

    private static func question(_ field: FormField, of form: FormState) -> PlainQuestion {
        // What is wrong with another field is said as soon as it is left.
        let wrong = form.fields.indices.first { form.problem(at: $0) != nil }
        let problem =
            wrong.map { index in
                let way = index == form.focus ? "" : " :previous goes back."
                return "\(form.fields[index].label): \(form.problem(at: index) ?? "").\(way) "
            } ?? ""
        let note = form.notes[field.id].map { "\($0.text). " } ?? ""
        let label = problem + note + field.label + (field.isRequired ? ", required" : "")
        let help = field.help.isEmpty ? "" : ". \(field.help)"
        switch field.content {
        case .text(let input):
            return text(label, now: input.text.isEmpty ? field.placeholder : input.text, help, form)
        case .secret:
            return PlainQuestion(text: label + help, isSecret: true) { typed in
                .actions((typed.isEmpty ? [] : PlainStep.replacing(by: typed) { .form(.edited($0)) }) + next(form))
            }
        case .toggle(let isOn):
            return PlainQuestion(text: "\(label), yes or no (\(isOn ? "yes" : "no"))\(help)") { typed in
                switch typed.lowercased() {
                case "": .actions(next(form))
                case "yes", "y": .actions((isOn ? [] : [.form(.toggled)]) + next(form))
                case "no", "n": .actions((isOn ? [.form(.toggled)] : []) + next(form))
                default: .note("Type yes or no.")
                }
            }
        case .choice(let index):
            return choice(label, field.options, index, help, form)
        case .picked(let chosen, _):
            let now = chosen.isEmpty ? field.placeholder : chosen.map(\.title).joined(separator: ", ")
            let text = "\(label)\(now.isEmpty ? "" : " (\(now))"); type ? to list, or a text to search\(help)"
            return PlainQuestion(text: text) { typed in
                switch typed {
                case "": .actions(next(form))
                case "?": .actions([.form(.entered)])
                default: .actions([.form(.edited(.insert(typed)))])
                }
            }
        case .lines(let inputs):
            return lines(label, inputs.map(\.text).filter { !$0.isEmpty }, field, help, form)
        }
    }

    private static func text(_ label: String, now: String, _ help: String, _ form: FormState) -> PlainQuestion {
        PlainQuestion(text: "\(label)\(now.isEmpty ? "" : " (\(now))")\(help)") { typed in
            if typed.isEmpty { return .actions(next(form)) }
            let text = typed == emptyText ? "" : typed
            return .actions(PlainStep.replacing(by: text) { .form(.edited($0)) } + next(form))
        }
    }

    private static func choice(
        _ label: String, _ options: [FormOption], _ index: Int, _ help: String, _ form: FormState
    ) -> PlainQuestion {
        let offered = options.enumerated().map { "\($0.offset + 1) \($0.element.title)" }.joined(separator: ", ")
        let now = options.indices.contains(index) ? " (\(index + 1))" : ""
        return PlainQuestion(text: "\(label)\(now): \(offered)\(help)") { typed in
            if typed.isEmpty { return .actions(next(form)) }
            let named = options.firstIndex { $0.title.lowercased() == typed.lowercased() || $0.id == typed }
            guard let chosen = number(typed, of: options.count) ?? named else {
                return .note("Type a number from 1 to \(options.count).")
            }
            return .actions([.form(.stepped(chosen - index))] + next(form))
        }
    }

    private static func lines(
        _ label: String, _ lines: [String], _ field: FormField, _ help: String, _ form: FormState
    ) -> PlainQuestion {
        let now = lines.enumerated().map { "\($0.offset + 1) \($0.element)" }.joined(separator: "; ")
        let text = "\(label)\(now.isEmpty ? "" : ": \(now)"). A line is added, - and a number takes one out\(help)"
        return PlainQuestion(text: text) { typed in
            if typed.isEmpty { return .actions(next(form)) }
            var lines = lines
            if typed.hasPrefix("-"), let index = number(String(typed.dropFirst()), of: lines.count) {
                lines.remove(at: index)
            } else {
                lines.append(typed)
            }
            return .actions([.form(.editorEnded(field: field.id, .success(lines.joined(separator: "\n"))))])
        }
    }

    // MARK: Choices

    static func picker(_ picker: PickerState) -> PlainScreen {
        var screen = PlainScreen(heading: picker.title, count: picker.count)
        screen.line = { index in
            guard let option = picker.option(at: index) else { return "" }
            let words = [option.title] + option.details.filter { !$0.isEmpty && $0 != option.title }
            let state = picker.isChosen(option) ? "chosen" : picker.isPartial(option) ? "some have it" : ""
            let off = option.obstacle.map { "off: \($0)" } ?? ""
            return (words + [state, off].filter { !$0.isEmpty }).joined(separator: "; ")
        }
        screen.notes = [picker.refusal].compactMap(\.self)
        if !picker.missing.isEmpty { screen.notes.append("Not found: \(picker.missing.joined(separator: ", "))") }
        if picker.count == 0 { screen.notes.append("Nothing matches \(picker.filter.text).") }
        screen.key = "picker \(picker.title) \(picker.filter.text) \(picker.count) \(picker.chosen.map(\.id))"
        let done = picker.allowsMany ? "; done takes what is chosen" : ""
        screen.question = PlainQuestion(text: "Number, or a text to search\(done)") { typed in
            if typed.isEmpty { return .more }
            if typed.lowercased() == "done", picker.allowsMany { return .actions([.picker(.accepted)]) }
            if let index = number(typed, of: picker.count) {
                return .actions([.picker(.placed(index)), .picker(picker.allowsMany ? .toggled : .accepted)])
            }
            return .actions(PlainStep.replacing(by: typed) { .picker(.edited($0)) })
        }
        return screen
    }
}
