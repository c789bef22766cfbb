extension RequestPlan {
    /// True when only its answer says how it can be undone: by deleting what it has created.
    var isUndoneByAnswer: Bool { inverse == nil && wayBack == nil && Creation.of(call.operation) != nil }

    /// True when it can be undone as it is. For one that was done: its answer did say what it has created.
    package var hasUndo: Bool { isUndoable && !isUndoneByAnswer }

    /// The id of the record that it is about, or of the one that it has created; nil where there is none or several.
    package var subjectID: String? {
        if let creation = Creation.of(call.operation) { return result?.text(creation.id) }
        let gaps = call.operation.template.parts.compactMap { part in
            if case .parameter(let name) = part { name } else { nil }
        }
        return gaps.first.flatMap { call.path[$0] }
    }

    /// The same plan once it is done. The plan of a new record knows now which one that is: undoing deletes it, and
    /// only while it still is what was asked for.
    func completed(by answer: Response) -> RequestPlan {
        guard isUndoneByAnswer, let creation = Creation.of(call.operation), let record = try? answer.json(),
            let id = record.text(creation.id), let delete = creation.deletion(of: id),
            let read = try? Call(creation.read, path: creation.isListed ? [:] : [creation.gap: id])
        else { return self }
        let asked: JSONValue? = if case .json(let body) = call.body { body } else { nil }
        let kept = asked?.object?.keys.filter { !Redactor.isSecret($0) && record[$0] == asked?[$0] } ?? []
        var made = RequestPlan(
            id: self.id, title: heading, call: call, danger: danger, target: target, base: base, result: record,
            inverse: delete, impact: impact, warnings: warnings,
            precondition: Precondition(
                read: read, base: record, members: kept.isEmpty ? [creation.id] : kept,
                item: creation.isListed ? .init(creation.id, id) : nil),
            changes: statedChanges, names: names, seats: seats, undoImpact: undoImpact)
        (made.undoes, made.isUndoneWithOthers) = (undoes, isUndoneWithOthers)
        (made.makes, made.whenDue, made.needs) = (makes, whenDue, needs)
        if let follows { made.follows = follows }
        return made
    }
}
