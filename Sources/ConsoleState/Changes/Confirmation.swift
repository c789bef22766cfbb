package import SisenseClient

/// Writes on their way through a person's approval: what would be sent, and how far they have come.
package struct Confirmation: Sendable {
    package enum Focus: Sendable, Equatable {
        /// The line for the reason, where one is asked for.
        case reason
        /// The line for the password, where the revert may need it.
        case password
        case cancel
        case send
    }

    /// The pages of the preview.
    package enum Page: Sendable {
        /// Each record that is changed, on a line of its own.
        case records
        /// The people affected, the changes, and the exact request.
        case request
        /// The same as a command for a shell.
        case curl
    }

    /// The progress of the sending.
    package enum Progress: Sendable, Equatable {
        case waiting
        /// `isStopping` when nothing more is to be sent.
        case sending(isStopping: Bool)
    }

    /// The outcome of each plan.
    package internal(set) var results: PlanResults
    package let origin: WriteOrigin
    /// True when this undoes an earlier write.
    package let isUndo: Bool
    /// What is true of all of it together, a sentence each.
    package let total: [String]
    /// What a person learns who sends none of it; nil where that is nothing more than that.
    let cancelNote: CommandText?
    /// The answers that are needed before this can be sent.
    package let demand: ApprovalDemand
    /// False until the preview has been painted and the keys typed before that are thrown away: nobody approves what
    /// they have not seen.
    package var isShown = false
    package var focus: Focus
    package var page: Page
    package var scroll = Scroll()
    /// The name typed to approve a critical write.
    package var typed = TextInput()
    /// The reason why this is done, for the record of changes.
    package var reason = TextInput()
    package var progress = Progress.waiting
    /// True when what was saved is reverted unless somebody confirms it; nil where that is not offered, because it
    /// could not be kept.
    package internal(set) var autoReverts: Bool?
    /// All that reverts the settings which are saved, by the index of the plan that saves them; empty where nothing
    /// could.
    package let reverts: [Int: PendingRevert]
    /// True when the console can sign in again without asking.
    let knowsPassword: Bool
    /// The password to sign in again with.
    package internal(set) var password = TextInput()
    /// The reason why the audit log cannot take these changes; nil when it can, as far as is known. Sent anyway, they
    /// are not recorded.
    package internal(set) var unrecordedReason: String?
    /// Set when no more is to be sent.
    let stop = CancellationFlag()
    /// Set when what is under way is not to be waited for.
    let cutOff = CancellationFlag()

    /// - Parameter knowsPassword: True when the console can sign in again without asking.
    package init(
        plans: [RequestPlan], origin: WriteOrigin, session: SessionState, isUndo: Bool = false,
        total: [String] = [], cancelNote: CommandText? = nil, knowsPassword: Bool = false
    ) {
        let isRevertible = !isUndo && session.client.policy == .readWrite
        let plans = isRevertible ? Self.riskyLast(plans) : plans
        results = PlanResults(plans)
        page = Self.firstPage(of: plans)
        self.origin = origin
        self.isUndo = isUndo
        (self.total, self.cancelNote) = (total, cancelNote)
        demand = ApprovalDemand(plans, session.approvalRules)
        focus = .cancel
        var reverts: [Int: PendingRevert] = [:]
        if isRevertible { for (index, plan) in plans.enumerated() { reverts[index] = PendingRevert(of: plan) } }
        let isGrave = demand.danger == .critical
        autoReverts = reverts.isEmpty ? nil : isGrave || reverts.values.contains(where: \.mayLockOut)
        self.reverts = reverts
        self.knowsPassword = knowsPassword
        focus = stops.first ?? .cancel
    }

    /// Changes in the order they are sent in: settings that may cut people off, and end the token with it, come after
    /// the others, unless one of those builds on them.
    private static func riskyLast(_ plans: [RequestPlan]) -> [RequestPlan] {
        let risky = Set(plans.filter(\.isRisky).map(\.id))
        let others = plans.filter { !risky.contains($0.id) }
        guard !risky.isEmpty, !others.contains(where: { $0.follows?.isDisjoint(with: risky) == false }) else {
            return plans
        }
        // One that ends the tokens would leave the rest without one.
        let last = plans.filter { risky.contains($0.id) }
        let ending = Set(last.filter { PendingRevert(of: $0)?.endsTokens == true }.map(\.id))
        return others + last.filter { !ending.contains($0.id) } + last.filter { ending.contains($0.id) }
    }

    /// True when what is saved ends the token that its revert would be sent with.
    package var endsTokens: Bool { reverts.values.contains(where: \.endsTokens) }

    /// True when a password is asked for: the save may end the token that its revert would be sent with.
    package var asksPassword: Bool { autoReverts == true && endsTokens && !knowsPassword }

    /// The reverts that are to be kept, in the order of their plans; none where a person has turned that off.
    var pendingReverts: [(key: Int, value: PendingRevert)] {
        autoReverts == true ? reverts.sorted { $0.key < $1.key } : []
    }

    /// One plan, or one for each of several records.
    package var plans: [RequestPlan] { results.plans }

    /// The page that the preview opens with: of one record the request, of several the records.
    package var firstPage: Page { Self.firstPage(of: plans) }

    private static func firstPage(of plans: [RequestPlan]) -> Page { plans.count > 1 ? .records : .request }

    /// The danger of the worst plan; several records at once are never harmless.
    package var danger: Danger { demand.danger }

    /// The name that must be typed before this can be sent; nil when none is wanted.
    package var typedConfirmation: String? { demand.typedName }

    /// True when the server's profile wants a reason for every change.
    package var asksReason: Bool { demand.needsReason }

    /// The changes and the number of records for each: `Deactivate 2 users, activate 1 user`.
    package var title: String { plans.isEmpty ? "" : PlanTitle.counted(plans) }

    package var isSending: Bool { progress != .waiting }

    /// True for a run that may go on behind what the person does next: one that ends in rows of lists alone.
    package var canGoBehind: Bool {
        guard isSending, plans.count > 1, case .list = origin else { return false }
        return true
    }

    /// The kinds of record that it may change.
    var touches: Set<RecordKind> { plans.reduce(into: []) { $0.formUnion($1.touches) } }

    package var canSend: Bool { isShown && !isSending && isFilledIn }

    /// True when the name and the reason are there, as far as they are asked for.
    package var isFilledIn: Bool {
        demand.missing(name: typed.text, reason: reason.text) == nil && (!asksPassword || !password.text.isEmpty)
    }

    /// The yes to what is shown, given now; nil while it cannot be given.
    var approval: Approval? {
        guard canSend else { return nil }
        return demand.approval(name: typed.text, reason: reason.text, sendsUnrecorded: unrecordedReason != nil)
    }

    /// Sends no more; asked for again, or where there is only one change, cuts off what is under way.
    mutating func stopSending() {
        if stop.isSet || plans.count == 1 { cutOff.set() }
        stop.set()
        progress = .sending(isStopping: true)
    }

    /// How far it has come, as in `40 of 200, 1 refused`.
    package var progressText: String {
        let refused = results.refusedCount > 0 ? ", \(results.refusedCount) refused" : ""
        let unknown = results.unknownCount > 0 ? ", \(results.unknownCount) not known" : ""
        let unsent = results.keptBackCount > 0 ? ", \(results.keptBackCount) not sent" : ""
        return "\(results.doneCount) of \(plans.count)\(refused)\(unknown)\(unsent)"
    }

    /// What leaving the program does to it.
    var leavingText: String {
        guard plans.count > 1 else { return "A change is being sent and its outcome is not known yet." }
        return "\(title): \(progressText). Quitting waits for the request under way and sends no more."
    }

    /// The lines to fill in and the buttons, in their order.
    private var stops: [Focus] { (asksReason ? [.reason] : []) + (asksPassword ? [.password] : []) + [.cancel, .send] }

    /// Moves to the next of the lines and the buttons, in a circle.
    mutating func moveFocus() {
        let stops = stops
        let index = stops.firstIndex(of: focus).map { $0 + 1 } ?? 0
        focus = stops[index % stops.count]
    }

    /// Turns the automatic revert on or off, with the line for the password that it may need.
    mutating func toggleAutoRevert() {
        autoReverts?.toggle()
        if asksPassword { focus = .password } else if focus == .password { focus = .cancel }
    }

    /// Edits the line that has the keyboard: the name, where none of the others has it.
    mutating func edit(_ edit: TextEdit) {
        switch focus {
        case .reason: reason.apply(edit)
        case .password: password.apply(edit)
        case .cancel, .send: typed.apply(edit)
        }
    }
}
