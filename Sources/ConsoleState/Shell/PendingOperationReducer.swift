import SisenseClient

/// Keeps what is read for a form or a preview until the person who asked for it can look at it.
struct PendingOperationReducer: ConsoleFeature {
    /// True while the person is busy with something that a form or a preview must not come up over.
    let isOccupied: Bool
    /// True while a form is open.
    let hasForm: Bool

    func reduce(_ state: inout PendingOperation?, _ action: PendingOperationAction) -> ConsoleOutcome {
        guard state != nil else { return ConsoleOutcome() }
        switch action {
        case .lasting: state?.isShown = true
        case .progressed(let text): state?.progress = text
        case .stopped:
            return .run(.cancel(.preparation)) + .message(.info, "Stopped; nothing was changed")
        case .previewRead(.success(let write)) where write.plans.isEmpty:
            state = nil
        case .previewRead(.success(let write)):
            return take(.preview(write), &state)
        case .formRead(.success(let form)):
            return take(.form(form), &state)
        case .previewRead(.failure(let error)), .formRead(.failure(let error)):
            state = nil
            return .then(.posted(Message(error)))
        case .wayCleared:
            return state?.result.map { take($0, &state) } ?? ConsoleOutcome()
        }
        return ConsoleOutcome()
    }

    private func take(_ result: PendingOperation.Result, _ state: inout PendingOperation?) -> ConsoleOutcome {
        guard canDeliver(state) else {
            state?.result = result
            return ConsoleOutcome()
        }
        return deliver(result, &state)
    }

    /// True when what was read could come up now and lie on nothing that a person is doing.
    private func canDeliver(_ state: PendingOperation?) -> Bool {
        !isOccupied && (!hasForm || state?.isAskedByForm == true)
    }

    private func deliver(_ result: PendingOperation.Result, _ state: inout PendingOperation?) -> ConsoleOutcome {
        state = nil
        switch result {
        case .preview(let write): return .then(.write(.planned(write)))
        case .form(let form): return .then(.form(.opened(form)))
        }
    }
}

extension PendingOperation {
    /// How long something is read before a person sees that it is.
    private static let patience = Duration.milliseconds(200)

    /// Notes what begins and ends, from the effects that an action asked for.
    /// - Parameter wasPending: True when something was pending before that action.
    /// - Returns: the timer of what begins, or the end of that of what has ended.
    static func note(
        _ effects: [ConsoleEffect], wasPending: Bool, hasForm: Bool,
        _ sleep: @escaping @Sendable (Duration) async -> Void, _ pending: inout PendingOperation?
    ) -> [ConsoleEffect] {
        for effect in effects where effect.id == .preparation {
            pending = effect.isCancellation ? nil : PendingOperation(effect.label, isAskedByForm: hasForm)
        }
        guard pending != nil else { return wasPending ? [.cancel(.preparationTimer)] : [] }
        guard !wasPending else { return [] }
        return [
            .run(.preparationTimer, "") { send in
                await sleep(patience)
                await send(.pendingOperation(.lasting))
            }
        ]
    }
}
