/// The finding in a record that was read again after a change whose outcome is not known.
package enum ChangeFinding: Sendable, Equatable {
    case showsChange
    /// As before; a server that is slow may still make the change.
    case isAsBefore
    /// Neither the change nor what was there before.
    case isOther
    case unreadable(APIError)
    /// The change has no record that could be read.
    case hasNoRecord

    /// In a sentence. `record` is it in words, as in `user bea@acme.example`.
    package func sentence(_ record: String) -> String {
        switch self {
        case .showsChange: "Read again just now, \(record) shows the change."
        case .isAsBefore: "Read again just now, \(record) is as it was before."
        case .isOther: "Read again just now, \(record) shows neither the change nor what was there before."
        case .unreadable(let error): "Reading it again failed: \(error.message)"
        case .hasNoRecord: "There is no record that can be read again to find out."
        }
    }

    /// Advice on what to do about it.
    package var nextStep: String {
        switch self {
        case .showsChange: "Nothing needs to be repeated."
        case .isAsBefore: "Wait a moment and look again before you repeat it: the server may still be working on it."
        case .isOther: "Open the record and look at it."
        case .unreadable, .hasNoRecord: "Look at it before you repeat the change: it may have been done."
        }
    }
}

extension APIClient {
    /// Reads the record of a change again whose outcome is not known.
    @concurrent package func look(after plan: RequestPlan) async -> ChangeFinding {
        guard let precondition = plan.precondition, let result = plan.result else { return .hasNoRecord }
        return await look(after: precondition.with(base: result), before: precondition)
    }

    /// Reads the record of a recorded change again, and records what it shows.
    /// - Throws: `APIError`, `notAllowed` for a change on another server.
    @concurrent package func look(at change: RecordedChange) async throws(APIError) -> String {
        guard change.server == server.description else {
            throw APIError(
                .notAllowed, message: "\(change.title) was made on \(change.server ?? "another server").",
                request: change.request, server: server.description, nextStep: "Open that server to look at it.")
        }
        let sentence: String
        if let check = RecordedUndo.Check(change.json) {
            let finding = await look(after: check.after, before: check.before.map(check.after.with(base:)))
            if case .unreadable(let error) = finding { throw error }
            sentence = finding.sentence(check.target)
        } else {
            sentence = ChangeFinding.hasNoRecord.sentence("")
        }
        await journal.note(sentence, of: change.id)
        return sentence
    }

    private func look(after: Precondition, before: Precondition?) async -> ChangeFinding {
        do throws(APIError) {
            var now = try await current(after)
            if !after.holds(for: now), before?.holds(for: now) != true, after.members == nil, after.entries == nil {
                // What the server changes with every read says nothing of the change.
                let latest = try await current(after)
                now = DocumentRules.sisense.settled(latest, base: after.base, between: now, edited: after.base)
            }
            if after.holds(for: now) { return .showsChange }
            return before?.holds(for: now) == true ? .isAsBefore : .isOther
        } catch {
            return .unreadable(error)
        }
    }
}
