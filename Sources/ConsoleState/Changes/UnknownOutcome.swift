import SisenseClient

/// Changes whose outcome is not known, and what is needed to find out in the background.
struct UnknownOutcome: Sendable {
    struct Change: Sendable {
        let plan: RequestPlan
        /// Its id in the audit log; nil when it is not there.
        let id: String?

        /// True when there is a record that shows whether it was made.
        var isLookable: Bool { plan.precondition != nil && plan.result != nil }
    }

    let changes: [Change]
    let origin: WriteOrigin
    /// True when they undo others.
    let isUndo: Bool
    /// True when settings were to be reverted unless somebody confirms them.
    let autoReverts: Bool
    /// The shares as they were saved; nil where none were.
    let shares: [Share]?

    /// The same for some of the changes.
    func with(_ changes: [Change]) -> UnknownOutcome {
        UnknownOutcome(changes: changes, origin: origin, isUndo: isUndo, autoReverts: autoReverts, shares: shares)
    }
}

/// The findings from the records of changes whose outcome is not known.
package struct LookedUpChanges: Sendable {
    let outcome: UnknownOutcome
    /// The findings in the order of the changes.
    let findings: [ChangeFinding]

    private var pairs: [(plan: RequestPlan, finding: ChangeFinding)] {
        zip(outcome.changes, findings).map { ($0.plan, $1) }
    }

    /// The changes that were made, as their records show.
    var made: [RequestPlan] { pairs.filter { $0.finding == .showsChange }.map(\.plan) }

    /// The finding for a plan; nil when it is none of these.
    func finding(_ plan: RequestPlan) -> ChangeFinding? { pairs.first { $0.plan.id == plan.id }?.finding }

    /// The findings as a message, for the person who waits for them.
    var message: Message? {
        guard let (plan, finding) = pairs.first else { return nil }
        guard pairs.count > 1 else {
            let level: Message.Level =
                switch finding {
                case .showsChange: .ok
                case .isAsBefore, .isOther, .unreadable, .hasNoRecord: .error
                }
            let text = "\(plan.title): \(finding.sentence(plan.target.name)) \(finding.nextStep)"
            // What was said before it was read again is out of date.
            return Message(level, text).about(.change(plan.title))
        }
        let (made, before) = (made.count, findings.count { $0 == .isAsBefore })
        let rest = findings.count - made - before
        let parts = [
            made > 0 ? "\(made) were made" : nil, before > 0 ? "\(before) are as before" : nil,
            rest > 0 ? "\(rest) still not known" : nil,
        ]
        let found = parts.compactMap(\.self).joined(separator: ", ")
        let text: CommandText =
            """
            Read again, of \(counted(findings.count, "change")) of unknown outcome \(found); \
            \(key: .showResults) shows each
            """
        return Message(rest > 0 ? .error : .warning, text)
    }
}

extension WriteReducer {
    /// Reads the records of changes again whose outcome is not known, beside everything else. Nil: they have none.
    func look(after outcome: UnknownOutcome) -> ConsoleEffect? {
        guard let first = outcome.changes.first else { return nil }
        let context = context
        return .run(.look(first.plan.id), "reading again what may have changed") { send in
            let findings = try? await context.each(outcome.changes) { change throws(APIError) in
                let finding = await context.client.look(after: change.plan)
                if let id = change.id, finding != .hasNoRecord {
                    await context.dependencies.audit?.note(finding.sentence(change.plan.target.name), of: id)
                }
                return finding
            }
            guard let findings else { return }
            await send(.write(.looked(LookedUpChanges(outcome: outcome, findings: findings))))
        }
    }

    /// Reads the records of changes of the audit log again, and records there what they show.
    func look(at changes: [RecordID]) -> ConsoleEffect {
        let context = context
        return .run(.recall, "reading again what was changed") { send in
            do throws(APIError) {
                let found = try await context.each(changes) { id throws(APIError) in
                    try await context.client.look(at: try ListFeature.recordedChange(id, context))
                }
                let all = "Read \(counted(found.count, "record")) again; each says it"
                let text = found.count == 1 ? found.first ?? "" : all
                await send(.posted(Message(.info, text)))
            } catch {
                await send(.posted(Message(error)))
            }
            await send(.list(.audit, .recordsChanged([])))
        }
    }

    /// Takes what was found: what was made can be undone, and what shows it is read again.
    func take(_ looked: LookedUpChanges, _ state: inout WriteState) -> ConsoleOutcome {
        guard let message = looked.message else { return ConsoleOutcome() }
        for plan in looked.outcome.changes.map(\.plan) {
            guard let finding = looked.finding(plan) else { continue }
            for index in state.results.indices { state.results[index].take(finding, of: plan) }
        }
        let (made, outcome) = (looked.made, looked.outcome)
        if !made.isEmpty, !outcome.isUndo {
            state.done.append(WriteState.Done(plans: made, origin: outcome.origin))
        }
        return .then(.posted(message)) + reread(looked)
    }

    /// Edits that nobody saved stay on top of what is read.
    private func reread(_ looked: LookedUpChanges) -> ConsoleOutcome {
        let isMade = looked.made.count == looked.findings.count
        let (origin, plans) = (looked.outcome.origin, looked.outcome.changes.map(\.plan))
        let touches = plans.reduce(into: Set<RecordKind>()) { $0.formUnion($1.touches) }
        let others = ConsoleOutcome.then(.outdated(touches, except: origin))
        switch origin {
        case .list: return .then(.changed(origin.rereading(after: plans), touches: touches))
        case .cors: return .then(.list(.cors, .recordsChanged([]))) + others
        case .shares where isMade && looked.outcome.shares == context.shares?.draft:
            return .then(.changed(.shares, touches: touches))
        case .shares, .token, .session, .call: return others
        }
    }
}
