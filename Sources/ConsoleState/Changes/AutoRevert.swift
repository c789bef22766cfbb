package import SisenseClient

/// Settings that were saved pending confirmation: unless somebody confirms them in time, they are reverted.
package struct AutoRevertState: Sendable {
    package enum Phase: Sendable {
        /// The number of seconds that are left.
        case waiting(Int)
        case reverting
        /// The revert failed. The number of seconds until it is tried again; nil where only a person can.
        case failed(APIError, nextTry: Int?)
    }

    /// The time there is to check whether everything still works.
    package static let seconds = 60

    package internal(set) var phase = Phase.waiting(Self.seconds)
    /// What is still to be reverted, in the order it was saved in.
    package internal(set) var kept: [KeptRevert]
    let origin: WriteOrigin
    /// The end of the wait, by a clock that nobody can set.
    var until: ContinuousClock.Instant
    /// The reverts that failed so far.
    package internal(set) var failures = 0
    /// True once a person has asked for the revert, which later tries go on with.
    var isByHand = false
    /// True while it was tried again for another session: the next try waits, so that a server that refuses every token
    /// is not asked without end.
    var hasTriedSession = false

    init(_ kept: [KeptRevert], origin: WriteOrigin, now: ContinuousClock.Instant) {
        (self.kept, self.origin) = (kept, origin)
        until = now + .seconds(Self.seconds)
    }

    /// The title of the saved change, as in `Save the CORS settings`.
    package var title: String { kept.title }

    /// Whole seconds from now until the end of the wait.
    func secondsLeft(_ now: ContinuousClock.Instant) -> Int {
        let left = until - now
        return Int((Double(left.components.seconds) + Double(left.components.attoseconds) / 1e18).rounded(.up))
    }

    /// Reverts the settings because the program ends before anybody confirmed them.
    /// - Returns: The message that the person leaving should see.
    package func end(_ client: APIClient) async -> String {
        var (client, sentences): (APIClient, [String]) = (client, [])
        for kept in kept.reversed() { sentences.append(await end(kept, &client)) }
        return sentences.joined(separator: "\n")
    }

    private func end(_ kept: KeptRevert, _ client: inout APIClient) async -> String {
        let title = kept.pending.title
        do throws(APIError) {
            let done = try await kept.revert(client, isByHand: isByHand, isFirst: failures == 0)
            try? kept.entry?.remove()
            if let session = done.session { client = session.client }
            return "Not confirmed before the console ended. \(done.outcome.sentence(title))"
        } catch {
            let what = error.kind == .outcomeUnknown ? "Not known whether it was reverted" : "Not reverted"
            let next =
                kept.entry == nil
                ? "Save the former settings again by hand."
                : "The next start of the console on this server reverts it, unless you confirm it there."
            return "\(what): \(title). \(error.message) \(next)"
        }
    }

    /// The message for a person who suspends the program meanwhile; nil while nothing waits for the clock.
    package var suspensionNote: String? {
        switch phase {
        case .waiting(let seconds):
            "Pending confirmation: \(title). While the console is suspended nothing is reverted. "
                + "After \(seconds) s it is reverted as soon as the console goes on."
        case .reverting, .failed:
            "Not reverted yet: \(title). While the console is suspended it is not tried again."
        }
    }
}

/// The actions on settings that are pending confirmation.
package enum AutoRevertAction: Sendable {
    /// Risky settings were saved, or may have been.
    case began([KeptRevert], WriteOrigin)
    /// A program that died has left settings pending.
    case recovered(KeptRevert)
    /// Those of these documents were reverted by other means.
    case ended(Set<SettingsDocument>)
    case ticked
    case kept
    case putBackRequested
    /// The session goes on with another token.
    case signedIn
    case putBack(Result<KeptRevert.Done, APIError>)
}

extension AutoRevertAction {
    /// The error this reports, if any.
    var failure: APIError? {
        if case .putBack(.failure(let error)) = self { error } else { nil }
    }
}

/// Counts down while settings are pending confirmation, and reverts them when nobody confirms: until it can, where the
/// server does not answer. That was approved with the save.
struct AutoRevertReducer: ConsoleFeature {
    let context: WorkContext

    func reduce(_ state: inout AutoRevertState?, _ action: AutoRevertAction) -> ConsoleOutcome {
        switch action {
        case .began(let kept, let origin):
            state = AutoRevertState(kept, origin: origin, now: context.dependencies.uptime())
            return .run(counting()) + ConsoleOutcome(effects: [signingIn(kept)].compactMap(\.self))
        case .recovered(let kept):
            return recover(kept, &state)
        case .ended(let documents):
            guard let kept = state?.kept else { return ConsoleOutcome() }
            return end(kept.filter { documents.contains($0.pending.document) }, &state)
        case .ticked, .kept, .putBackRequested, .signedIn, .putBack: break
        }
        guard let autoRevert = state else { return ConsoleOutcome() }
        switch action {
        case .ticked:
            return tick(autoRevert, &state)
        case .putBackRequested:
            if case .reverting = autoRevert.phase { return ConsoleOutcome() }
            state?.isByHand = true
            return putBack(&state)
        case .signedIn:
            guard case .failed(let error, _) = autoRevert.phase, error.kind == .unauthorized,
                !autoRevert.hasTriedSession
            else { return ConsoleOutcome() }
            state?.hasTriedSession = true
            return putBack(&state)
        case .kept:
            if case .reverting = autoRevert.phase {
                return .message(.warning, "The settings are being reverted")
            }
            return end(autoRevert.kept, &state) + .message(.ok, "Confirmed: \(autoRevert.title)")
        case .putBack(.success(let done)):
            let session = done.session.map { ConsoleOutcome.then(.session(.connected($0.user, $0.client))) }
            return end(autoRevert.kept.filter { $0.pending == done.pending }, &state) + (session ?? ConsoleOutcome())
                + .then(
                    .posted(
                        Message(.warning, done.outcome.sentence(done.pending.title)).about(.change(done.pending.title))
                    ), .changed(autoRevert.origin.undone, touches: done.pending.touches))
        case .putBack(.failure(let error)):
            return fail(error, &state)
        case .began, .recovered, .ended: break
        }
        return ConsoleOutcome()
    }

    // MARK: The clock

    private func counting() -> ConsoleEffect {
        let sleep = context.dependencies.sleep
        return .run(.autoRevertClock, "") { send in
            while !Task.isCancelled {
                await sleep(.seconds(1))
                await send(.autoRevert(.ticked))
            }
        }
    }

    private func tick(_ autoRevert: AutoRevertState, _ state: inout AutoRevertState?) -> ConsoleOutcome {
        let left = autoRevert.secondsLeft(context.dependencies.uptime())
        switch autoRevert.phase {
        case .waiting:
            guard left <= 0 else {
                state?.phase = .waiting(left)
                return ConsoleOutcome()
            }
            return putBack(&state)
        case .failed(let error, .some):
            guard left <= 0 else {
                state?.phase = .failed(error, nextTry: left)
                return ConsoleOutcome()
            }
            state?.hasTriedSession = false
            return putBack(&state)
        case .reverting, .failed(_, nil): return ConsoleOutcome()
        }
    }

    // MARK: Reverting

    private func putBack(_ state: inout AutoRevertState?) -> ConsoleOutcome {
        guard let autoRevert = state else { return ConsoleOutcome() }
        if case .reverting = autoRevert.phase { return ConsoleOutcome() }
        state?.phase = .reverting
        let (client, kept) = (context.client, autoRevert.kept)
        let (isByHand, isFirst) = (autoRevert.isByHand, autoRevert.failures == 0)
        return .run(
            .run(.autoRevert, "reverting settings", rule: .keep) { send in
                var client = client
                // The last one first: what was saved before it may be what it rests on.
                for one in kept.reversed() {
                    do throws(APIError) {
                        let done = try await one.revert(client, isByHand: isByHand, isFirst: isFirst)
                        if let session = done.session { client = session.client }
                        await send(.autoRevert(.putBack(.success(done))))
                    } catch {
                        return await send(.autoRevert(.putBack(.failure(error))))
                    }
                }
            })
    }

    /// The longest time between two tries, in seconds.
    private static let longestPause = 30

    /// Tries again by itself where that may help, and says the first failure and the last one.
    private func fail(_ error: APIError, _ state: inout AutoRevertState?) -> ConsoleOutcome {
        guard let autoRevert = state else { return ConsoleOutcome() }
        let failures = autoRevert.failures
        let isRetried = Self.mayPass(error)
        let pause = min(2 << min(failures, 10), Self.longestPause)
        state?.failures += 1
        state?.phase = .failed(error, nextTry: isRetried ? pause : nil)
        state?.until = context.dependencies.uptime() + .seconds(pause)
        guard failures == 0 || !isRetried else { return ConsoleOutcome() }
        let what = error.kind == .outcomeUnknown ? "Not known whether it was reverted" : "Not reverted yet"
        let next: CommandText =
            isRetried
            ? "\(what): \(error.message) It is tried again until it can be done."
            : "\(what): \(error.message) \(key: .revertSettings) tries again."
        // What stands now is not known from here.
        return .then(
            .posted(Message(.error, next, detail: error.description).about(.change(autoRevert.title))),
            .changed(autoRevert.origin.undone, touches: autoRevert.kept.touches))
    }

    /// True for failures that time may mend, a sign-in included; a refusal comes again.
    private static func mayPass(_ error: APIError) -> Bool {
        switch error.kind {
        case .unreachable, .outcomeUnknown, .busy, .serverFault, .unreadable, .redirected, .cancelled, .conflict,
            .unauthorized:
            true
        case .invalidCall, .notAllowed, .unrecorded, .forbidden, .notFound, .refused: false
        }
    }

    /// Signs in again, where the save may have ended the token, so that whoever saved it can look at what it did.
    private func signingIn(_ kept: [KeptRevert]) -> ConsoleEffect? {
        let able = kept.first { $0.pending.endsTokens && ($0.credentials != nil || $0.source != nil) }
        guard let kept = able else { return nil }
        let client = context.client
        return .run(.autoRevertSession, "signing in again") { send in
            do throws(APIError) {
                guard let session = try await kept.signIn(client) else { return }
                await send(.session(.connected(session.user, session.client)))
            } catch {
                await send(.posted(Message(error)))
            }
        }
    }

    // MARK: The journal

    /// Takes over what a program that died has left: a person is there again, so it is not reverted at once.
    private func recover(_ kept: KeptRevert, _ state: inout AutoRevertState?) -> ConsoleOutcome {
        guard state == nil else { return ConsoleOutcome() }
        let saved = kept.entry.map { " of \(Timestamp($0.time).minuteText)" } ?? ""
        let what = "\(kept.pending.title)\(saved) was not confirmed before the console ended"
        guard context.client.policy == .readWrite else {
            return .message(.warning, "\(what), and stands: this session cannot revert it.")
        }
        state = AutoRevertState([kept], origin: Self.origin(of: kept.pending), now: context.dependencies.uptime())
        return .run(counting())
            + .message(
                .warning,
                "\(what): \(key: .confirmSettings) confirms it, else it is reverted in \(AutoRevertState.seconds) s.")
    }

    private static func origin(of pending: PendingRevert) -> WriteOrigin {
        pending.document == .system ? .cors(nil) : .list(.settings, [RecordID(pending.document.rawValue)])
    }

    /// Forgets what was written down for these settings, and ends the wait where no others are pending.
    private func end(_ kept: [KeptRevert], _ state: inout AutoRevertState?) -> ConsoleOutcome {
        state?.kept.removeAll { left in kept.contains { $0.pending == left.pending } }
        let isOver = state?.kept.isEmpty != false
        if isOver { state = nil }
        let (entries, recovery) = (kept.compactMap(\.entry), AutoRevertRecovery(context))
        let forgetting = ConsoleEffect.run(.autoRevertJournal, "") { send in
            for entry in entries {
                do throws(PrivateFileError) {
                    try entry.remove()
                } catch {
                    await send(.posted(Message(.error, "The next start will ask about these settings again: \(error)")))
                }
            }
            if isOver { await recovery.run(send) }
        }
        return isOver ? .run(.cancel(.autoRevertClock), forgetting) : .run(forgetting)
    }
}
