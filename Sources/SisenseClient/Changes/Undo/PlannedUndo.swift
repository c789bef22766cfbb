/// The undo of a plan, as it is known before the plan is sent.
extension RequestPlan {
    package var isUndoable: Bool { inverse != nil || wayBack != nil || isUndoneWithOthers || isUndoneByAnswer }

    /// True where its undo makes again what it has deleted.
    package var isUndoneByRestoring: Bool { wayBack?.isOfDeletion ?? false }

    /// A sentence on whether it can be undone, and on what an undo does not bring back.
    package var undoNote: String {
        guard undoes == nil else {
            let isRecorded = isUndoneByAnswer || wayBack != nil || inverse != nil && precondition != nil
            return isRecorded ? "The undo can be undone too, from the audit log." : "The undo cannot be undone."
        }
        return wayBack?.note ?? (isUndoable ? "Can be undone." : "Cannot be undone.")
    }

    /// The plan that takes this one back by a single request, based on what this one leaves behind.
    package var undo: RequestPlan? {
        guard let inverse else { return nil }
        // A file could call any request the way back.
        let isNamed = source == nil || inverse.operation == call.operation
        var undo = RequestPlan(
            title: isNamed ? heading.undo : "Undo by another request, \(inverse.operation.summary): \(target.name)",
            call: inverse, danger: max(danger, inverse.operation.danger), target: target,
            base: result, result: base, inverse: call,
            impact: undoesRecord ? ["\(target.name) is deleted again, and nothing else."] : undoImpact,
            precondition: precondition.flatMap { before in result.map(before.with(base:)) }, replan: replan,
            changes: statedChanges.map(\.undo), names: names, seats: -seats, undoImpact: impact)
        undo.undoes = id
        return undo
    }

    /// True when its inverse deletes the record that it has created.
    private var undoesRecord: Bool { inverse != nil && inverse?.operation == Creation.of(call.operation)?.delete }
}
