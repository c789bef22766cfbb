/// Settings that are saved pending confirmation, with all that is needed to revert them.
package struct PendingRevert: Sendable, Equatable {
    /// The title of the save, as in `Save the CORS settings`.
    package let title: String
    private let change: SettingsBefore

    package var document: SettingsDocument { change.document }
    private var before: JSONValue { change.before }
    private var saved: JSONValue { change.saved }

    /// Nil for what could not be reverted, or not by a later start of the program, and for settings that cut nobody off.
    package init?(of plan: RequestPlan) {
        guard let change = SettingsBefore(of: plan), change.document.isRisky else { return nil }
        (title, self.change) = (plan.title, change)
    }

    /// The kinds of record that the revert changes.
    package var touches: Set<RecordKind> { document.save?.touches ?? [] }

    /// The members of the security settings that end every token of everyone when they change (Sisense, "Support Cross
    /// Site Cookies" and "Session Management").
    private static let tokenMembers: Set<String> = ["authenticationMode", "sameSite"]

    /// True when the save ends the token that it is sent with, so that reverting it takes another one.
    package var endsTokens: Bool {
        document == .security
            && changedPaths.contains { path in path.topMember.map(Self.tokenMembers.contains) == true }
    }

    /// True for a save that may take somebody's way in: of people, of sites that use the server, or of this console.
    package var mayLockOut: Bool {
        changes.contains { document.mayLockOut(at: $0.path, from: $0.old, to: $0.new) }
    }

    private var changes: [JSONDiff.Change] { JSONDiff(from: before, to: saved).changes }
    private var changedPaths: [JSONPath] { changes.map(\.path) }

    /// The changes in a few words, as in `CORS on, 1 origin added`.
    package var summary: String {
        let origins = SystemSettings.allowedOriginsPath.description
        let lists = changes.filter { $0.path.description.hasPrefix(origins) }
        let added = lists.count { $0.new != nil && $0.old == nil }
        let removed = lists.count { $0.new == nil && $0.old != nil }
        let others = changedPaths.filter { !$0.description.hasPrefix(origins) }.map { path in
            if path == SystemSettings.corsEnabledPath { return saved[path]?.bool == true ? "CORS on" : "CORS off" }
            guard let field = document.fields.first(where: { path.description.hasPrefix($0.id) }) else {
                return path.description
            }
            return "\(field.label): \(field.text(in: saved))"
        }
        let origin = [(added, "added"), (removed, "removed")].filter { $0.0 > 0 }.map {
            "\(counted($0.0, "origin")) \($0.1)"
        }
        return (others + origin).joined(separator: ", ")
    }

    // MARK: Writing down

    var json: JSONValue {
        var json = change.json
        json["title"] = .string(title)
        return json
    }

    init?(_ json: JSONValue) {
        guard let title = json["title"]?.string, let change = SettingsBefore(json), change.document.isRisky else {
            return nil
        }
        (self.title, self.change) = (title, change)
    }
}

extension PendingRevert {
    /// The result of a revert.
    package struct Outcome: Sendable, Equatable {
        /// True when something was sent; false when nothing of the save was left on the server.
        package let isReverted: Bool
        /// The settings that somebody else has changed since, and which therefore stay.
        package let kept: [String]
        /// False when the audit log could not take it.
        package var isRecorded = true

        /// In a sentence. `title` is that of the save.
        package func sentence(_ title: String) -> String {
            let stays = kept.isEmpty ? "" : " Changed by someone else since, so left as it is: \(list(kept))."
            let unrecorded = isRecorded ? "" : " The audit log could not record it."
            let what = isReverted ? "Reverted: \(title)." : "Nothing of it was left to revert: \(title)."
            return what + stays + unrecorded
        }

        private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
    }

    private func outcome(_ merge: JSONMerge, isReverted: Bool) -> Outcome {
        let kept = merge.differences.filter { $0.changedBy == nil }.map { difference in
            difference.item.map { "\(difference.path): \($0)" } ?? difference.path.description
        }
        return Outcome(isReverted: isReverted, kept: kept)
    }

    /// True when the save, or something of it, is what the server has now.
    /// - Throws: `APIError` when the settings cannot be read.
    @concurrent package func isInForce(_ client: APIClient) async throws(APIError) -> Bool {
        change.merge(with: try await SettingsService(client).read(document)).hasOwn
    }

    /// Times that a revert is planned again when somebody else is faster.
    private static let rounds = 5

    /// Takes the save back, and nothing that anybody else has changed. It was approved with the save, so that it is
    /// sent even where it cannot be recorded.
    /// - Parameters:
    ///   - isByHand: True where a person asked for it, false where nobody confirmed in time.
    ///   - recordsFailure: True to have the audit log say so when it fails before anything is sent.
    /// - Throws: `APIError`: why it could not be done, or that it is not known whether it was.
    @concurrent package func revert(
        _ client: APIClient, isByHand: Bool = false, recordsFailure: Bool = true
    ) async throws(APIError) -> Outcome {
        var sendsUnrecorded = false
        let service = SettingsService(client)
        var round = 0
        while true {
            round += 1
            let now: JSONValue
            do throws(APIError) {
                now = try await service.read(document)
            } catch {
                if recordsFailure { await client.record(error, of: self, isByHand: isByHand) }
                throw error
            }
            let merge = change.merge(with: now)
            guard merge.hasOwn else { return outcome(merge, isReverted: false) }
            var isRecorded = false
            do throws(APIError) {
                let plan = try await service.planSave(document, edited: merge.merged(contested: .theirs), base: now)
                    .named("Revert: \(title)")
                let sent = await client.performAndLook(
                    plan, .revert(plan, isByHand: isByHand, sendsUnrecorded: sendsUnrecorded))
                isRecorded = sent.change != nil
                _ = try sent.result.get()
                var outcome = outcome(merge, isReverted: true)
                outcome.isRecorded = !sendsUnrecorded
                return outcome
            } catch {
                switch error.kind {
                case .conflict where round < Self.rounds: continue
                case .unrecorded where !sendsUnrecorded: sendsUnrecorded = true
                default:
                    // What was sent is recorded already.
                    if recordsFailure, !isRecorded { await client.record(error, of: self, isByHand: isByHand) }
                    throw error
                }
            }
        }
    }
}

extension JSONMerge {
    /// True when there is a place that only mine has changed.
    fileprivate var hasOwn: Bool { differences.contains { $0.changedBy == .mine } }
}

extension APIClient {
    /// Records that a revert failed before anything of it was sent.
    fileprivate func record(_ error: APIError, of revert: PendingRevert, isByHand: Bool) async {
        let entry = AuditEntry(revert, isByHand: isByHand, on: self)
        guard (try? await journal.begin(entry)) != nil else { return }
        await journal.end(entry, ChangeOutcome(.notSent, error.message))
    }
}
