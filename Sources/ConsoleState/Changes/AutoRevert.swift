import Foundation
package import SisenseClient

/// Settings that were saved pending confirmation: unless somebody confirms them in time, they are reverted.
package struct AutoRevertState: Sendable {
    package enum Phase: Sendable {
        /// The number of seconds that are left.
        case waiting(Int)
        case reverting
        case failed(APIError)
    }

    /// The time there is to check whether everything still works.
    package static let seconds = 60

    /// The title of the saved change, as in `Save the CORS settings`.
    package let title: String
    package internal(set) var phase = Phase.waiting(Self.seconds)
    /// Reverts everything, unless somebody has changed the settings since.
    let plan: RequestPlan
    let origin: WriteOrigin
    let until: Date

    init?(of saved: RequestPlan, origin: WriteOrigin, now: Date) {
        guard let undo = saved.undo else { return nil }
        title = saved.title
        plan = undo
        self.origin = origin
        until = now.addingTimeInterval(TimeInterval(Self.seconds))
    }

    /// Reverts the settings because the program ends before anybody confirmed them.
    /// - Returns: The message that the person leaving should see.
    package func end(_ client: APIClient) async -> String {
        do throws(APIError) {
            _ = try await client.perform(plan, .revert(plan))
            return "Not confirmed in time, so reverted: \(title)."
        } catch {
            let what = error.kind == .outcomeUnknown ? "Not known whether it was reverted" : "Not reverted"
            return "\(what): \(title). \(error.message)\nTo revert it by hand:\n\(plan.curl())"
        }
    }
}

/// The actions on settings that are pending confirmation.
package enum AutoRevertAction: Sendable {
    /// Risky settings were saved.
    case began(RequestPlan, WriteOrigin)
    /// They were reverted by other means.
    case ended
    case ticked
    case kept
    case putBackRequested
    case putBack(Result<Response, APIError>)
}

/// Counts down while settings are pending confirmation, and reverts them when nobody confirms. That was approved with
/// the save.
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
            let what = error.kind == .outcomeUnknown ? "Not known whether it was reverted" : "Not reverted"
            return .then(.posted(Message(.error, "\(what): \(error.message)", detail: error.description)))
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
                    await send(.autoRevert(.putBack(.success(try await client.perform(plan, .revert(plan))))))
                } catch {
                    await send(.autoRevert(.putBack(.failure(error))))
                }
            })
    }
}
