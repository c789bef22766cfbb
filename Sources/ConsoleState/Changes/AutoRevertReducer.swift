import Foundation
import SisenseClient

/// Counts down while settings are on trial, and puts them back when nobody keeps them. That was approved with the save.
struct AutoRevertReducer: Sendable {
    let environment: ConsoleEnvironment

    static let clock: EffectID = "trial"

    struct Outcome {
        var effects: [Effect<ConsoleAction>] = []
        var message: Message?
        /// What must be read again.
        var changed: WriteOrigin?
    }

    /// Begins a trial and its clock.
    func begin(_ saved: RequestPlan, _ origin: WriteOrigin, _ state: inout AutoRevertState?) -> [Effect<ConsoleAction>]
    {
        state = AutoRevertState(of: saved, origin: origin, now: environment.now())
        guard state != nil else { return [] }
        let sleep = environment.sleep
        return [
            .run(Self.clock, "") { send in
                while !Task.isCancelled {
                    await sleep(.seconds(1))
                    await send(.autoRevert(.ticked))
                }
            }
        ]
    }

    func reduce(_ state: inout AutoRevertState?, _ action: AutoRevertAction) -> Outcome {
        guard let autoRevert = state else { return Outcome() }
        switch action {
        case .ticked:
            guard case .waiting = autoRevert.phase else { return Outcome() }
            let left = Int(autoRevert.until.timeIntervalSince(environment.now()).rounded(.up))
            guard left <= 0 else {
                state?.phase = .waiting(left)
                return Outcome()
            }
            return putBack(&state)
        case .putBackRequested:
            return putBack(&state)
        case .kept:
            if case .puttingBack = autoRevert.phase {
                return Outcome(message: Message(.warning, "They are being put back"))
            }
            state = nil
            return Outcome(effects: [.cancel(Self.clock)], message: Message(.ok, "Kept: \(autoRevert.title)"))
        case .putBack(.success):
            state = nil
            return Outcome(message: Message(.warning, "Put back: \(autoRevert.title)"), changed: autoRevert.origin)
        case .putBack(.failure(let error)):
            state?.phase = .failed(error)
            return Outcome(message: Message(.error, "NOT put back: \(error.message)", detail: error.description))
        }
    }

    private func putBack(_ state: inout AutoRevertState?) -> Outcome {
        guard let plan = state?.plan else { return Outcome() }
        if case .puttingBack = state?.phase { return Outcome() }
        state?.phase = .puttingBack
        let client = environment.client
        return Outcome(effects: [
            .cancel(Self.clock),
            .run("trial end", plan.title, rule: .keep) { send in
                do throws(APIError) {
                    await send(.autoRevert(.putBack(.success(try await client.perform(plan)))))
                } catch {
                    await send(.autoRevert(.putBack(.failure(error))))
                }
            },
        ])
    }
}
