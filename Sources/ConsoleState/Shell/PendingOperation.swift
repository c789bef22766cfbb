package import SisenseClient

/// Something read before a form or a preview can come up: a person sees how far it is, and can stop it. It belongs to
/// the pane it was asked for in.
package struct PendingOperation: Sendable {
    enum Result: Sendable {
        case preview(PlannedWrite)
        case form(FormState)
    }

    /// The work in words, as in "reading what is about to change".
    let label: SourceText
    /// True when the form that is open asked for it: then it may come up over that, and over no other.
    let isAskedByForm: Bool
    /// True when a form comes of it: what is typed meanwhile is meant for that.
    let holdsInput: Bool
    /// The keys that were typed for that form.
    var typedAhead: [TypedAhead] = []
    /// The progress of it, as in "120 of 1000"; empty where that is not known.
    var progress = ""
    /// False while it may still be over before anybody wonders.
    package var isShown = false
    /// The outcome of it, while the person is busy with something that stands before it.
    var result: Result?

    init(_ label: SourceText, isAskedByForm: Bool = false, holdsInput: Bool = false) {
        (self.label, self.isAskedByForm, self.holdsInput) = (label, isAskedByForm, holdsInput)
    }

    package var text: String { progress.isEmpty ? label.description : "\(label): \(progress)" }
}

/// A key that was typed before the form it is meant for has opened. It is found out then what it does there.
package struct TypedAhead: Sendable {
    let actions: @Sendable (ConsoleState) -> [ConsoleAction]

    package init(_ actions: @escaping @Sendable (ConsoleState) -> [ConsoleAction]) { self.actions = actions }
}

extension ConsoleState {
    /// True while a form is read that was asked for in this pane: what is typed is for the form, and not for the pane.
    package var holdsInput: Bool {
        guard let pendingOperation, pendingOperation.holdsInput, pendingOperation.result == nil else { return false }
        return session.isReady && overlay == nil && !isOccupied
    }
}

/// The actions on a pending operation.
package enum PendingOperationAction: Sendable {
    /// It takes so long that a person should know.
    case lasting
    case progressed(String)
    /// A person stopped it.
    case stopped
    case previewRead(Swift.Result<PlannedWrite, APIError>)
    case formRead(Swift.Result<FormState, APIError>)
    /// The result is no longer covered.
    case wayCleared
}

extension Effect<ConsoleAction, ConsoleWork> {
    /// Work that ends in a preview. No plans: there is nothing to do.
    static func preview(
        _ label: SourceText, _ context: WorkContext,
        _ plan: @escaping @concurrent @Sendable (WorkContext) async throws(APIError) -> PlannedWrite
    ) -> ConsoleEffect {
        .asking(.preparation, label, context) { context, send in
            let gaps = GapLog()
            let context = context.reporting { await send(.pendingOperation(.progressed($0))) }.noting(gaps)
            do throws(APIError) {
                let write = try await plan(context).warned(of: gaps.all)
                await send(.pendingOperation(.previewRead(.success(write))))
            } catch {
                await send(.pendingOperation(.previewRead(.failure(error))))
            }
        }
    }

    /// Work that ends in a form. Nil: there is nothing to fill in.
    static func form(
        _ label: SourceText, _ context: WorkContext,
        _ form: @escaping @concurrent @Sendable (WorkContext) async throws(APIError) -> FormState?
    ) -> ConsoleEffect {
        .asking(.preparation, label, context, holdsInput: true) { context, send in
            let context = context.reporting { await send(.pendingOperation(.progressed($0))) }
            do throws(APIError) {
                guard let form = try await form(context) else { return await send(.pendingOperation(.stopped)) }
                await send(.pendingOperation(.formRead(.success(form))))
            } catch {
                await send(.pendingOperation(.formRead(.failure(error))))
            }
        }
    }
}

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
            return write.total.isEmpty ? ConsoleOutcome() : .then(.write(.planned(write)))
        case .previewRead(.success(let write)):
            return take(.preview(write), &state)
        case .formRead(.success(let form)):
            return take(.form(form), &state)
        case .previewRead(.failure(let error)), .formRead(.failure(let error)):
            let subject = state.map { Message.Subject.preparation($0.label) }
            state = nil
            return .then(.posted(Message(error).about(subject)))
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
        let settled: [ConsoleAction] = state.map { [.messages(.settled(.preparation($0.label)))] } ?? []
        let typed = state?.typedAhead ?? []
        state = nil
        let next: [ConsoleAction] =
            switch result {
            // Nothing that was typed before it was seen answers it.
            case .preview(let write): [.write(.planned(write))]
            case .form(let form): [.form(.opened(form))] + typed.map(ConsoleAction.typedAhead)
            }
        return ConsoleOutcome(actions: settled + next)
    }
}

extension PendingOperation {
    /// The time that something is read before a person sees that it is.
    private static let patience = Duration.milliseconds(200)

    /// Notes what begins and ends, from the effects that an action asked for.
    /// - Parameter wasPending: True when something was pending before that action.
    /// - Returns: the timer of what begins, or the end of that of what has ended.
    static func note(
        _ effects: [ConsoleEffect], wasPending: Bool, hasForm: Bool,
        _ sleep: @escaping @Sendable (Duration) async -> Void, _ pending: inout PendingOperation?
    ) -> [ConsoleEffect] {
        for effect in effects where effect.id == .preparation {
            let begun = PendingOperation(effect.label, isAskedByForm: hasForm, holdsInput: effect.holdsInput)
            pending = effect.isCancellation ? nil : begun
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
