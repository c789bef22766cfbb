import Foundation
import SisenseClient

/// Counts down while settings are on trial, and puts them back when nobody keeps them. That was approved with the save.
struct TrialReducer: Sendable {
    let environment: ConsoleEnvironment

    static let clock: EffectID = "trial"

    struct Outcome {
        var effects: [Effect<ConsoleAction>] = []
        var message: Message?
        /// What must be read again.
        var changed: WriteOrigin?
    }

    /// Begins a trial and its clock.
    func begin(_ saved: RequestPlan, _ origin: WriteOrigin, _ state: inout TrialState?) -> [Effect<ConsoleAction>] {
        state = TrialState(of: saved, origin: origin, now: environment.now())
        guard state != nil else { return [] }
        let sleep = environment.sleep
        return [
            .run(Self.clock, "") { send in
                while !Task.isCancelled {
                    await sleep(.seconds(1))
                    await send(.trial(.ticked))
                }
            }
        ]
    }

    func reduce(_ state: inout TrialState?, _ action: TrialAction) -> Outcome {
        guard let trial = state else { return Outcome() }
        switch action {
        case .ticked:
            guard case .waiting = trial.phase else { return Outcome() }
            let left = Int(trial.until.timeIntervalSince(environment.now()).rounded(.up))
            guard left <= 0 else {
                state?.phase = .waiting(left)
                return Outcome()
            }
            return putBack(&state)
        case .putBackRequested:
            return putBack(&state)
        case .kept:
            if case .puttingBack = trial.phase { return Outcome(message: Message(.warning, "They are being put back")) }
            state = nil
            return Outcome(effects: [.cancel(Self.clock)], message: Message(.ok, "Kept: \(trial.title)"))
        case .putBack(.success):
            state = nil
            return Outcome(message: Message(.warning, "Put back: \(trial.title)"), changed: trial.origin)
        case .putBack(.failure(let error)):
            state?.phase = .failed(error)
            return Outcome(message: Message(.error, "NOT put back: \(error.message)", detail: error.description))
        }
    }

    private func putBack(_ state: inout TrialState?) -> Outcome {
        guard let plan = state?.plan else { return Outcome() }
        if case .puttingBack = state?.phase { return Outcome() }
        state?.phase = .puttingBack
        let client = environment.client
        return Outcome(effects: [
            .cancel(Self.clock),
            .run("trial end", plan.title, rule: .keep) { send in
                do throws(APIError) {
                    await send(.trial(.putBack(.success(try await client.perform(plan)))))
                } catch {
                    await send(.trial(.putBack(.failure(error))))
                }
            },
        ])
    }
}
