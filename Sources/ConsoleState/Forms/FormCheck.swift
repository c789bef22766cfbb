/// Tries out what some fields of a form hold, without changing anything: whenever a person asks, and by itself once one of
/// them was left. What nobody has asked for must send nothing secret.
package struct FormCheck: Sendable {
    /// One try: the values it is about, and whether a person has asked for it.
    package struct Attempt: Sendable, Equatable {
        let subject: [String]
        let isAsked: Bool
    }

    /// The ids of the fields it is about. Its outcome says nothing of other values of these.
    let fields: [String]
    let run: @concurrent @Sendable (FormValues, _ isAsked: Bool) async -> [String: FormNote]

    func subject(of values: FormValues) -> [String] { fields.map(values.text) }
}

extension FormState {
    /// The last try of its trial.
    struct Tried: Sendable {
        let attempt: FormCheck.Attempt
        /// Nil while it is on its way.
        var notes: [String: FormNote]?
    }

    /// The note on a field: that of the last try, as long as it is about what the form holds, with what is known
    /// without it.
    package func note(on id: String) -> FormNote? {
        let known = notes[id]
        guard let check, let tried, tried.attempt.subject == check.subject(of: values) else { return known }
        let found = tried.notes.map { $0[id] } ?? (id == check.fields.first ? .testing : nil)
        guard let known, !known.isGood, let found, found.isGood else { return found ?? known }
        return FormNote(isGood: false, "\(known.text) \(found.text)")
    }
}

extension FormNote {
    fileprivate static let testing = FormNote(isGood: true, "testing")
}

extension FormReducer {
    /// Tries out what was asked for, unless a field of it is wrong by itself.
    func test(_ form: inout FormState) -> ConsoleOutcome {
        guard let check = form.check else { return form.test.map { submit(&form, $0) } ?? ConsoleOutcome() }
        if let bad = form.fields.firstIndex(where: { check.fields.contains($0.id) && $0.problem != nil }) {
            (form.focus, form.line) = (bad, 0)
            return .message(.error, "\(form.fields[bad].label): \(form.fields[bad].problem ?? "")")
        }
        return attempt(check, isAsked: true, &form)
    }

    /// Tries out by itself what the field that was left belongs to, once for the same values.
    func leave(_ index: Int, _ form: inout FormState) -> ConsoleOutcome {
        guard let check = form.check, form.fields.indices.contains(index),
            check.fields.contains(form.fields[index].id), form.tried?.attempt.subject != check.subject(of: form.values),
            form.fields.allSatisfy({ !check.fields.contains($0.id) || $0.problem == nil })
        else { return ConsoleOutcome() }
        return attempt(check, isAsked: false, &form)
    }

    private func attempt(_ check: FormCheck, isAsked: Bool, _ form: inout FormState) -> ConsoleOutcome {
        let values = form.values
        let attempt = FormCheck.Attempt(subject: check.subject(of: values), isAsked: isAsked)
        form.tried = FormState.Tried(attempt: attempt)
        return .run(
            .run(.formTrial, "testing") { send in
                await send(.form(.tried(attempt, await check.run(values, isAsked))))
            })
    }
}
