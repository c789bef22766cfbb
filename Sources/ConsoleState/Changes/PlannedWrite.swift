import SisenseClient

/// Plans that are ready to be looked at, and where they were asked for.
package struct PlannedWrite: Sendable {
    /// Those that change something.
    private(set) var plans: [RequestPlan]
    /// Without the records that no plan changes.
    let origin: WriteOrigin
    /// True when they take an earlier write back.
    let isUndo: Bool
    /// What is true of all of it together, a sentence each. It stands in no plan, because each of them may be undone, and
    /// looked at, by itself.
    let total: [String]
    /// What a person learns who sends none of it.
    let cancelNote: CommandText?
    /// True when several records were chosen, whether all of them change or not.
    private let isOfSeveral: Bool

    /// - Parameter plans: One for each record that was chosen; those that would change nothing are left out, which is
    ///   said.
    init(
        _ plans: [RequestPlan], _ origin: WriteOrigin, isUndo: Bool = false, total: [String] = [],
        cancelNote: CommandText? = nil
    ) {
        let idle = plans.filter { $0.unchanged != nil }
        self.plans = plans.filter { $0.unchanged == nil }
        self.origin = origin.without(Set(idle.compactMap(\.subjectID)))
        self.isUndo = isUndo
        self.total = LeftOut.sentences(of: idle, among: plans.count) + total
        self.cancelNote = cancelNote
        isOfSeveral = plans.count > 1 || origin.records.count > 1
    }

    /// The same, with a warning for each list that was read for it and may not be whole.
    func warned(of gaps: [ListGap]) -> PlannedWrite {
        warned(gaps.filter(\.hidesRecords).map(\.sentence))
    }

    /// The same with more to know before saying yes.
    private func warned(_ warnings: [String]) -> PlannedWrite {
        guard !warnings.isEmpty else { return self }
        var write = self
        write.plans = plans.map { $0.warning(warnings) }
        return write
    }

    /// The same, where several records were chosen from a list, with a warning when that list may not be whole, or when
    /// its filter hides some of those that change. What an undo takes back was chosen before.
    func warned(by lists: ListStates) -> PlannedWrite {
        guard isOfSeveral, !isUndo, case .list(let pane, let records) = origin, let list = lists[pane] else {
            return self
        }
        let hidden = list.hiddenNames(of: Set(records))
        let notes = hidden.isEmpty ? [] : ["Marked, and hidden by the filter: \(Excerpt.of(hidden))."]
        return warned(of: list.shortfall).warned(notes)
    }
}

/// Records that were chosen for a change and are as it would make them.
struct LeftOut {
    /// What they are, as in `already Viewer`.
    private let reason: String
    private let names: [String]

    init(_ reason: String, _ names: [String]) { (self.reason, self.names) = (reason, names) }

    /// `2 of 3 left out, already Viewer: Chen Wei, Emil Roth.`; none where nothing is left out.
    func sentence(of count: Int) -> [String] {
        guard !names.isEmpty else { return [] }
        let number = names.count == count ? "Nothing to change" : "\(names.count) of \(count) left out"
        return ["\(number), \(reason): \(Excerpt.of(names))."]
    }

    /// A sentence for each reason why plans would change nothing.
    static func sentences(of plans: [RequestPlan], among count: Int) -> [String] {
        let groups = Dictionary(grouping: plans) { $0.unchanged ?? "" }
        return Tally(plans.map { $0.unchanged ?? "" }).values.flatMap { reason in
            LeftOut(reason, groups[reason, default: []].map(\.recordName)).sentence(of: count)
        }
    }
}

/// Plans of several records, and what is true of all of them together, a sentence each.
struct JointPlans: Sendable {
    let plans: [RequestPlan]
    let total: [String]

    init(_ plans: [RequestPlan], total: [String] = []) { (self.plans, self.total) = (plans, total) }
}

extension ConsoleAction {
    /// Shows what would be sent, to be approved.
    static func preview(_ plans: [RequestPlan], _ origin: WriteOrigin, total: [String] = []) -> ConsoleAction {
        .write(.planned(PlannedWrite(plans, origin, total: total)))
    }

    /// The same, where it previews a write, with a warning for each list that was read for it and may not be whole.
    func warned(of gaps: [ListGap]) -> ConsoleAction {
        guard case .write(.planned(let write)) = self else { return self }
        return .write(.planned(write.warned(of: gaps)))
    }
}

extension WriteAction {
    /// The same, where it previews a write of records that were chosen from a list, with what is to be known of that.
    func warned(by lists: ListStates) -> WriteAction {
        guard case .planned(let write) = self else { return self }
        return .planned(write.warned(by: lists))
    }
}
