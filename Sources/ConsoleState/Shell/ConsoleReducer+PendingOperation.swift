extension ConsoleReducer {
    /// The effects that lead to a form or a preview.
    private static let preparing: Set<EffectID> = ["form", "plan"]
    private static let clock: EffectID = "preparation"

    /// How long something is read before a person is told of it.
    private static let patience = Duration.milliseconds(200)

    func reducePendingOperation(_ state: inout ConsoleState, _ action: PendingOperationAction) -> [Effect<
        ConsoleAction
    >] {
        switch action {
        case .lasting: state.pendingOperation?.isShown = true
        case .progressed(let text): state.pendingOperation?.progress = text
        case .stopped:
            guard state.pendingOperation != nil else { break }
            return Self.preparing.sorted { $0.description < $1.description }.map(Effect.cancel)
                + post(Message(.info, "Stopped; nothing was changed"), &state)
        }
        return []
    }

    /// Notes what is being read for a form or a preview, from the effects that begin and end it.
    func prepare(
        _ state: inout ConsoleState, _ action: ConsoleAction, _ effects: [Effect<ConsoleAction>]
    ) -> [Effect<ConsoleAction>] {
        let wasPreparing = state.pendingOperation != nil
        switch action {
        case .write(.planned), .form(.opened), .form(.openFailed): state.pendingOperation = nil
        default: break
        }
        // What a form that is open asks for shows in the form.
        for effect in effects where Self.preparing.contains(effect.id) {
            state.pendingOperation = effect.isCancellation || state.form != nil ? nil : PendingOperation(effect.label)
        }
        guard state.pendingOperation != nil else { return wasPreparing ? [.cancel(Self.clock)] : [] }
        guard !wasPreparing else { return [] }
        let sleep = environment.sleep
        return [
            .run(Self.clock, "") { send in
                await sleep(Self.patience)
                await send(.pendingOperation(.lasting))
            }
        ]
    }
}
