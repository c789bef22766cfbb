import Foundation
import SisenseClient

/// Counts down while settings are on trial, and puts them back when nobody keeps them. That was approved with the save.
struct AutoRevertReducer: ConsoleFeature {
    let context: WorkContext

    func reduce(_ state: inout AutoRevertState?, _ action: AutoRevertAction) -> ConsoleOutcome {
        switch action {
        case .began(let saved, let origin): return begin(saved, origin, &state)
        case .ended:
            state = nil
            return .run(.cancel(.autoRevertClock))
        default: break
        }
        guard let autoRevert = state else { return ConsoleOutcome() }
        switch action {
        case .ticked:
            guard case .waiting = autoRevert.phase else { return ConsoleOutcome() }
            let left = Int(autoRevert.until.timeIntervalSince(context.dependencies.now()).rounded(.up))
            guard left <= 0 else {
                state?.phase = .waiting(left)
                return ConsoleOutcome()
            }
            return putBack(&state)
        case .putBackRequested:
            return putBack(&state)
        case .kept:
            if case .reverting = autoRevert.phase {
                return .message(.warning, "The settings are being reverted")
            }
            state = nil
            return .run(.cancel(.autoRevertClock)) + .message(.ok, "Confirmed: \(autoRevert.title)")
        case .began, .ended: break
        case .putBack(.success):
            state = nil
            return .message(.warning, "Reverted: \(autoRevert.title)") + .then(.changed(autoRevert.origin.undone))
        case .putBack(.failure(let error)):
            state?.phase = .failed(error)
            return .then(.posted(Message(.error, "Not reverted: \(error.message)", detail: error.description)))
        }
        return ConsoleOutcome()
    }

    /// Begins the countdown.
    private func begin(
        _ saved: RequestPlan, _ origin: WriteOrigin, _ state: inout AutoRevertState?
    ) -> ConsoleOutcome {
        state = AutoRevertState(of: saved, origin: origin, now: context.dependencies.now())
        guard state != nil else { return ConsoleOutcome() }
        let sleep = context.dependencies.sleep
        return .run(
            .run(.autoRevertClock, "") { send in
                while !Task.isCancelled {
                    await sleep(.seconds(1))
                    await send(.autoRevert(.ticked))
                }
            })
    }

    private func putBack(_ state: inout AutoRevertState?) -> ConsoleOutcome {
        guard let plan = state?.plan else { return ConsoleOutcome() }
        if case .reverting = state?.phase { return ConsoleOutcome() }
        state?.phase = .reverting
        let client = context.client
        return .run(
            .cancel(.autoRevertClock),
            .run(.autoRevert, "reverting settings", rule: .keep) { send in
                do throws(APIError) {
                    await send(.autoRevert(.putBack(.success(try await client.perform(plan)))))
                } catch {
                    await send(.autoRevert(.putBack(.failure(error))))
                }
            })
    }
}
