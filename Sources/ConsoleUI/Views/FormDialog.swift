import ConsoleState
import SisenseClient
import TerminalKit

/// A form over the pane.
struct FormDialog {
    private let form: FormState

    init(_ form: FormState) {
        self.form = form
    }

    /// Draws the form and returns where the cursor stands.
    func draw(on canvas: Canvas, _ layout: ConsoleLayout) -> Point? {
        let width = layout.dialogWidth(76)
        let failure = form.failure.map {
            ErrorText.fitted(
                $0, hint: "", in: Size(width - 4, max(layout.dialogs.height - 5, 1)), ellipsis: canvas.glyphs.ellipsis)
        }
        let rows = rows
        let wanted = FormView(rows).height(width: width - 2) + (failure?.count ?? 0) + 3
        let preview = previewLines(width: width - 4, room: layout.dialogs.height - wanted)
        let height = wanted + preview.count
        let frame = layout.dialog(Size(width, height))
        let window = canvas.sub(frame).on(.overlay)
        window.fill()
        let footer = StyledLine(
            form.isBusy
                ? "\(form.progress ?? "Reading"); \(key: .closeForm) cancels"
                : form.fields.contains(where: \.isRequired) ? "* required" : "", Style(.muted))
        let room = max(frame.height - 2, 0)
        let notes = min(failure?.count ?? 0, max(room - 3, 0))
        let shown = min(preview.count, max(room - notes - 3, 0))
        let view = FormView(rows, focus: focusedRow)
        let below = view.linesBelow(in: Size(max(frame.width - 2, 0), max(room - notes - shown, 0)))
        let inside = window.box(
            title: StyledLine(form.title, Style(.heading)), footer: footer, below: below, style: Style(.focus))
        let fields = inside.inset(bottom: notes + shown)
        let cursor = view.draw(on: fields)
        for (y, line) in (failure ?? []).prefix(notes).enumerated() {
            inside.put(line, at: Point(1, fields.height + shown + y), maxWidth: inside.width - 2)
        }
        for (y, line) in preview.prefix(shown).enumerated() {
            inside.put(line, at: Point(1, fields.height + y), maxWidth: inside.width - 2)
        }
        return cursor.map { canvas.place($0, of: fields) }
    }

    /// The request that would be sent now, below a heading; shorter where there is no room for all of it.
    private func previewLines(width: Int, room: Int) -> [StyledLine] {
        guard let preview = form.shownPreview else { return [] }
        let lines = preview.lines.prefix(Self.longestPreview).enumerated().flatMap { index, line in
            StyledLine(line, Style(index == 0 ? .accent : .plain)).wrapped(to: width)
        }
        let rows = max(min(lines.count, room - 2), 2)
        let rest = lines.count > rows ? [StyledLine("and more; \(key: .copyPreview) copies all", Style(.muted))] : []
        let heading = StyledLine([
            Span("Sends ", .heading), Span("(\(preview.title); \(key: .formatPreview) changes the format)", .muted),
        ])
        return [heading] + lines.prefix(rest.isEmpty ? rows : rows - 1) + rest
    }

    /// Lines of a preview that are looked at: more than any screen shows.
    private static let longestPreview = 200

    private var rows: [FormView.Row] {
        form.fields.enumerated().flatMap { index, field in heading(of: field, at: index) + fieldRows(field, at: index) }
    }

    private func heading(of field: FormField, at index: Int) -> [FormView.Row] {
        guard !field.heading.isEmpty else { return [] }
        return (index == 0 ? [] : [.gap]) + [.heading(field.heading)]
    }

    /// A field of lines takes a row for its label and one for each line; all others take one.
    private func fieldRows(_ field: FormField, at index: Int) -> [FormView.Row] {
        let label = field.label + (field.isRequired ? " *" : "")
        guard case .lines(let inputs) = field.content else {
            return [
                .field(
                    .init(
                        label, control(field, at: index), isDirty: field.isChanged, message: message(at: index),
                        placeholder: field.placeholder, unit: field.unit))
            ]
        }
        let entries = inputs.enumerated().map { line, input in
            let hasFocus = index == form.focus && line == form.line
            return FormView.Row.field(
                .init(
                    "",
                    .entry(sign: "\(line + 1)", text: input.text, cursor: hasFocus ? input.cursor : nil),
                    message: message(of: field, at: index, line: line)))
        }
        let hint = StyledLine("one per line   \(key: .editField) editor", Style(.muted))
        return [.field(.init(label, .info(hint), isDirty: field.isChanged))]
            + entries
    }

    /// Each line says what is wrong with it, but for the one that is being typed; that is wrong with the field as a
    /// whole stands below the last.
    private func message(
        of field: FormField, at index: Int, line: Int
    ) -> (severity: FormView.Severity, text: String)? {
        let hasFocus = index == form.focus && line == form.line
        if hasFocus, let note = note { return (.note, note) }
        let isShown = form.isChecked || field.isChanged && !hasFocus
        if isShown, let problem = field.problem(line: line) { return (.error, problem) }
        let isWhole = line == field.lineCount - 1 && (field.refusal != nil || form.isChecked && field.isEmpty)
        return isWhole ? field.problem.map { (.error, $0) } : nil
    }

    private func control(_ field: FormField, at index: Int) -> FormView.Control {
        let hasFocus = index == form.focus
        switch field.content {
        case .text(let input): return .text(input.text, cursor: hasFocus ? input.cursor : nil)
        case .secret(let input): return .secret(input.text, cursor: hasFocus ? input.cursor : nil)
        case .toggle(let isOn): return .toggle(isOn)
        case .choice(let index):
            return .choice(field.options.indices.contains(index) ? field.options[index].title : "-")
        case .picked(let chosen, _): return .info(picked(chosen, of: field, hasFocus: hasFocus))
        case .lines: return .info(StyledLine())
        }
    }

    /// What was picked, with what there is to know of a single choice; how to choose, while the field has the keyboard.
    private func picked(_ chosen: [FormOption], of field: FormField, hasFocus: Bool) -> StyledLine {
        let names = chosen.map(\.title).joined(separator: ", ")
        let value = names.isEmpty ? Span(field.placeholder, .muted) : Span(names)
        let about = chosen.count == 1 && !field.allowsMany ? chosen[0].note : ""
        let note = hasFocus ? "\(key: .enterField) or type to choose" : about
        return StyledLine([value, Span(value.text.isEmpty || note.isEmpty ? note : "   \(note)", .muted)])
    }

    /// The problem of a field; else a note on it.
    private func message(at index: Int) -> (severity: FormView.Severity, text: String)? {
        if let problem = form.problem(at: index) { return (.error, problem) }
        if let note = form.note(on: form.fields[index].id) { return (note.isGood ? .note : .error, note.text) }
        return index == form.focus ? note.map { (.note, $0) } : nil
    }

    /// The note on the line that is being typed.
    private var note: String? {
        guard let field = form.field, !field.help.isEmpty, field.refusal == nil else { return nil }
        return form.isChecked && field.problem != nil ? nil : field.help
    }

    /// The index, among the rows, of the line with the keyboard.
    private var focusedRow: Int {
        let before = form.fields.prefix(form.focus + 1).enumerated().reduce(0) { count, field in
            let rows = field.offset < form.focus ? fieldRows(field.element, at: field.offset).count : 0
            return count + heading(of: field.element, at: field.offset).count + rows
        }
        if case .lines = form.field?.content { return before + 1 + form.line }
        return before
    }
}
