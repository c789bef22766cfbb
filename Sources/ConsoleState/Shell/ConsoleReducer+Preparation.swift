extension ConsoleReducer {
    /// The effects that lead to a form or a preview.
    private static let preparing: Set<EffectID> = ["form", "plan"]
    private static let clock: EffectID = "preparation"

    /// How long something is read before a person is told of it.
    private static let patience = Duration.milliseconds(200)

    func reducePreparation(_ state: inout ConsoleState, _ action: PreparationAction) -> [Effect<ConsoleAction>] {
        switch action {
        case .lasting: state.preparation?.isShown = true
        case .progressed(let text): state.preparation?.progress = text
        case .stopped:
            guard state.preparation != nil else { break }
            return Self.preparing.sorted { $0.description < $1.description }.map(Effect.cancel)
                + post(Message(.info, "Stopped; nothing was changed"), &state)
        }
        return []
    }

    /// Notes what is being read for a form or a preview, from the effects that begin and end it.
    func prepare(
        _ state: inout ConsoleState, _ action: ConsoleAction, _ effects: [Effect<ConsoleAction>]
    ) -> [Effect<ConsoleAction>] {
        let wasPreparing = state.preparation != nil
        switch action {
        case .write(.planned), .form(.opened), .form(.openFailed): state.preparation = nil
        default: break
        }
        // What a form that is open asks for shows in the form.
        for effect in effects where Self.preparing.contains(effect.id) {
            state.preparation = effect.isCancellation || state.form != nil ? nil : Preparation(effect.label)
        }
        guard state.preparation != nil else { return wasPreparing ? [.cancel(Self.clock)] : [] }
        guard !wasPreparing else { return [] }
        let sleep = environment.sleep
        return [
            .run(Self.clock, "") { send in
                await sleep(Self.patience)
                await send(.preparation(.lasting))
            }
        ]
    }
}
