package import Foundation

/// A change as a value, before it is an act. Preview, diff, dry run, curl, undo and audit are views of it;
/// `APIClient.perform` is the only thing that sends it.
package struct RequestPlan: Sendable, Identifiable {
    /// The subject of the plan.
    package struct Target: Sendable, Equatable {
        package let server: ServerAddress
        /// The record in words, as in `user bea@acme.example`.
        package let name: String

        package init(server: ServerAddress, name: String) {
            self.server = server
            self.name = name
        }
    }

    /// Makes the plan again for a record that has changed meanwhile: as it should become, and as it is now.
    package typealias Replan =
        @concurrent @Sendable (APIClient, _ edited: JSONValue, _ base: JSONValue) async throws(APIError) -> RequestPlan

    package private(set) var id: UUID
    /// The change that will happen, as in `Deactivate bea@acme.example`.
    package internal(set) var heading: PlanTitle
    package private(set) var call: Call
    package private(set) var danger: Danger
    package let target: Target
    /// The record before, freshly read; nil where there is none.
    package let base: JSONValue?
    /// The record as it will be; nil where that is not known.
    package private(set) var result: JSONValue?
    /// The call that puts everything back; nil when nothing can.
    package let inverse: Call?
    /// The impact: who and what is hit, a sentence each.
    package private(set) var impact: [String]
    /// The facts to know before saying yes that its maker has found.
    private var statedWarnings: [String]
    package private(set) var precondition: Precondition?
    /// What must hold beside it, of a plan that hits more than one record.
    package private(set) var furtherConditions: [Precondition] = []
    /// Nil where a plan cannot be based on another state of its record.
    package private(set) var replan: Replan?
    /// The changes, in words, of a plan that has no documents before and after which they could be read from, or whose
    /// documents have words of their own.
    package private(set) var statedChanges: [FieldChange]
    /// The names of the records whose ids the documents hold.
    package private(set) var names: RecordNames
    /// The seats of the licence that it takes and frees.
    package let seats: SeatChange
    /// The same as `impact` of the plan that takes this one back.
    let undoImpact: [String]
    /// The way back, where it takes more than one request.
    package internal(set) var wayBack: WayBack? {
        didSet { isUndoneInSession = wayBack.map(RecordedUndo.isTooLarge) ?? false }
    }
    /// True where the way back is too large for the audit log.
    private var isUndoneInSession = false
    /// The id of the plan that this one takes back, or a part of it.
    package internal(set) var undoes: UUID?
    /// True for a step that the undo of another one of its series takes back.
    package internal(set) var isUndoneWithOthers = false
    /// The plan file that it comes from; nil for one that was made where it is sent.
    package private(set) var source: PlanSource?
    /// The account that sends it; nil where that is not known.
    private(set) var sender: PlanSender?
    /// The plans of its series that must be done before it; nil where that is every one before it, unless all do the
    /// same to different records.
    package internal(set) var follows: Set<UUID>?
    /// The records of earlier steps that it cannot do without.
    var needs: [NewRecord] = []
    /// The record that it makes, where later steps of the series need its id.
    var makes: NewRecord?
    /// What it was sent without, a sentence each: known only once its turn had come.
    package internal(set) var shortfalls: [String] = []
    /// Plans it again when its turn in a series has come; nil for a plan that rests on no step before it.
    var whenDue: (@concurrent @Sendable (APIClient) async throws(APIError) -> RequestPlan)?
    /// What its record is before it already, as in `already Viewer`, of a plan that would change nothing; nil for one
    /// that does.
    package internal(set) var unchanged: String?
    /// The edit beside one of somebody else, made since the record was shown, where both changed the same; nil where
    /// they could be merged. Until it is settled, the plan is not to be sent.
    package private(set) var conflict: Conflict?

    package init(
        id: UUID = UUID(), title: PlanTitle, call: Call, danger: Danger? = nil, target: Target, base: JSONValue? = nil,
        result: JSONValue? = nil, inverse: Call? = nil, impact: [String] = [], warnings: [String] = [],
        precondition: Precondition? = nil, replan: Replan? = nil, changes: [FieldChange] = [],
        names: RecordNames = .none, seats: SeatChange = .none, undoImpact: [String] = []
    ) {
        statedChanges = changes
        self.names = names
        (self.seats, self.undoImpact) = (seats, undoImpact)
        self.id = id
        self.replan = replan
        heading = title
        self.call = call
        self.danger = danger ?? call.operation.danger
        self.target = target
        self.base = base
        self.result = result
        self.inverse = inverse
        self.impact = impact
        statedWarnings = warnings
        self.precondition = precondition?.covering(call)
    }

    /// The plan for a call of which nothing is known but what the catalogue says.
    package init(_ call: Call, on server: ServerAddress) {
        self.init(
            title: PlanTitle(stringLiteral: call.operation.summary), call: call,
            target: Target(server: server, name: call.operation.template.sketched(with: call.path)),
            warnings: call.operation.isCatalogued
                ? [] : ["This operation is not in the catalogue: nothing is known of what it changes."])
    }

    /// Facts to know before saying yes, a sentence each.
    package var warnings: [String] {
        let note = isUndoneInSession ? [RecordedUndo.onlyThisSession] : []
        return statedWarnings + note.filter { !statedWarnings.contains($0) }
    }

    /// The heading as text.
    package var title: String { heading.description }

    /// The name of the record that it is about, or the record in words.
    package var recordName: String { heading.recordName ?? target.name }

    /// The same plan with more to know before saying yes.
    package func warning(_ sentences: [String]) -> RequestPlan {
        var plan = self
        plan.statedWarnings += sentences.filter { !warnings.contains($0) }
        return plan
    }

    /// The same plan, of a record that is already as it would make it.
    /// - Parameter reason: As in `already running`.
    package func changingNothing(_ reason: String) -> RequestPlan {
        var plan = self
        plan.unchanged = reason
        return plan
    }

    /// The same plan, which tells `record` the id of what it makes.
    package func making(_ record: NewRecord) -> RequestPlan {
        var plan = self
        plan.makes = record
        return plan
    }

    /// The same plan, which builds on these alone of those that are sent with it.
    package func following(_ plans: [RequestPlan]) -> RequestPlan {
        var plan = self
        plan.follows = Set(plans.map(\.id))
        return plan
    }

    /// The same plan, which builds on these too.
    package func following(also plans: [RequestPlan]) -> RequestPlan {
        var plan = self
        plan.follows = (follows ?? []).union(plans.map(\.id))
        return plan
    }

    /// The kinds of record that it may change, for whoever shows some of them.
    package var touches: Set<RecordKind> { call.operation.touches }

    /// The same plan under another heading.
    func named(_ heading: PlanTitle) -> RequestPlan {
        var plan = self
        plan.heading = heading
        return plan
    }

    /// The same plan with other sentences on who and what is hit.
    func affecting(_ impact: [String]) -> RequestPlan {
        var plan = self
        plan.impact = impact
        return plan
    }

    /// The same plan with the request as somebody wrote it.
    package func sending(_ call: Call) -> RequestPlan {
        var plan = self
        plan.call = call
        return plan
    }

    /// The same plan with another state of the record after it.
    func resulting(in result: JSONValue?) -> RequestPlan {
        var plan = self
        plan.result = result
        return plan
    }

    /// The same plan, which is sent only while this holds.
    func resting(on precondition: Precondition) -> RequestPlan { resting(on: [precondition]) }

    /// The same plan, which is sent only while all of these hold. The first is the check of its own record.
    func resting(on conditions: [Precondition]) -> RequestPlan {
        var plan = self
        plan.precondition = conditions.first?.covering(call)
        plan.furtherConditions = Array(conditions.dropFirst())
        return plan
    }

    /// The same plan, which rests on this, or says why on nothing.
    func resting(on base: PlanBase) -> RequestPlan { resting(on: base.conditions) }

    /// All that must hold when it is sent.
    package var conditions: [Precondition] { [precondition].compactMap(\.self) + furtherConditions }

    /// The same plan, which comes from a plan file, or was made where it is sent.
    func coming(from source: PlanSource?) -> RequestPlan {
        var plan = self
        plan.source = source
        return plan
    }

    /// The same plan, which is at least as grave as this.
    func noLessGrave(than danger: Danger) -> RequestPlan {
        var plan = self
        plan.danger = max(self.danger, danger)
        return plan
    }

    /// The same plan, of which it is known who sends it.
    func sent(by sender: PlanSender?) -> RequestPlan {
        var plan = self
        plan.sender = sender
        return plan
    }

    /// The same plan with the names of records whose ids its documents hold.
    package func naming(_ names: RecordNames) -> RequestPlan {
        var plan = self
        plan.names = self.names.joined(names)
        return plan
    }

    /// This plan instead of another one that it was made from: under the id and the heading of that, and in its place
    /// among the others.
    func replacing(_ other: RequestPlan) -> RequestPlan {
        var plan = self
        (plan.id, plan.heading) = (other.id, other.heading)
        (plan.undoes, plan.follows, plan.isUndoneWithOthers) = (other.undoes, other.follows, other.isUndoneWithOthers)
        (plan.source, plan.sender) = (other.source, other.sender)
        return plan
    }

    /// The same plan, with what is made of it for another state of its record in its place.
    func replacedByReplan() -> RequestPlan {
        guard let replan else { return self }
        var plan = self
        plan.replan = { [self] client, edited, base throws(APIError) in
            try await replan(client, edited, base).replacing(self)
        }
        return plan
    }

    /// The same plan, which waits until a person has chosen between two edits of the same record.
    func conflicting(_ conflict: Conflict) -> RequestPlan {
        var plan = self
        plan.conflict = conflict
        return plan
    }

    /// The changes in the record; nil where before or after is not known.
    package var diff: JSONDiff? {
        guard let base, let result else { return nil }
        return JSONDiff(from: base, to: result, names: names)
    }

    /// The request as text: method and path, headers, an empty line, the body indented. Secrets are masked.
    package var requestText: [String] {
        guard let request = try? call.request(to: target.server, token: Secret(Redactor.mask)) else {
            return [call.line]
        }
        let headers = Redactor.headers(request.headers).fields.map { "\($0.name): \($0.value)" }
        let body = call.bodyText
        return [call.line, "Host: \(target.server)"] + headers + (body.isEmpty ? [] : [""] + body)
    }

    /// The request as a command for a POSIX shell. The token is taken from an environment variable; other secrets are
    /// masked, unless they are asked for.
    package func curl(token variable: String = "SISENSE_TOKEN", showingSecrets: Bool = false) -> String {
        CurlCommand(call, server: target.server, tokenVariable: variable, secrets: showingSecrets ? .shown : .masked)
            .text
    }
}
