import SisenseClient

/// What makes a list pane the one it is: its columns and how its records are read and changed. Everything that all lists
/// share is in `ListReducer`.
package struct ListFeature: Sendable {
    typealias Load =
        @concurrent @Sendable (ConsoleEnvironment, @Sendable (RowPage) async -> Void) async throws(APIError) -> Void
    typealias Read = @concurrent @Sendable (ConsoleEnvironment, RecordID) async throws(APIError) -> ListRecord
    typealias Plan = @concurrent @Sendable (ConsoleEnvironment, [RecordID]) async throws(APIError) -> [RequestPlan]
    /// Reads what a form about these records needs.
    typealias Form = @concurrent @Sendable (ConsoleEnvironment, [RecordID]) async throws(APIError) -> FormState

    package let pane: PaneID
    /// What stands at the top of a list that hangs below one record; nil where the pane says enough.
    package let title: String?
    /// Where such a list was opened from, and Esc leads back to.
    package let parent: PaneID?
    /// The record there that it hangs below; nil when it is not about one.
    package let record: RecordID?
    /// What the records are called, as in "loading users".
    package let noun: String
    package let columns: [ListColumn]
    /// True when the records are on this machine: reading them again costs nothing, so it is done on every visit.
    package let isLocal: Bool
    /// Whether rows that are new, changed or gone after a refresh are shown as such. What is to be done goes by being done.
    let showsChanges: Bool
    /// What stands above the whole record in its detail.
    package let recordHeading: String
    /// Reads all records, handing them on page by page.
    let load: Load
    /// Reads one record afresh.
    let read: Read
    /// The writes this pane offers. Each reads its records before it plans.
    let plans: [PlanName: Plan]
    /// The forms this pane offers, by what they do.
    let forms: [PlanName: Form]
    /// The writes after which the whole list is read again: those that make records, or take some out. After the others
    /// the records they were about are.
    let reloadsAfter: Set<PlanName>

    init(
        pane: PaneID, noun: String, columns: [ListColumn], title: String? = nil, parent: PaneID? = nil,
        record: RecordID? = nil, isLocal: Bool = false, showsChanges: Bool? = nil,
        recordHeading: String = "As the server sent it", load: @escaping Load, read: @escaping Read,
        plans: [PlanName: Plan] = [:], forms: [PlanName: Form] = [:], reloadsAfter: Set<PlanName> = []
    ) {
        self.pane = pane
        self.noun = noun
        self.columns = columns
        self.title = title
        self.parent = parent
        self.record = record
        self.isLocal = isLocal
        self.showsChanges = showsChanges ?? !isLocal
        self.recordHeading = recordHeading
        self.load = load
        self.read = read
        self.plans = plans
        self.forms = forms
        self.reloadsAfter = reloadsAfter
    }

    /// A plan for several records that is made for each by itself, a few at a time and in their order.
    static func each(
        _ plan: @escaping @concurrent @Sendable (ConsoleEnvironment, RecordID) async throws(APIError) -> RequestPlan
    ) -> Plan {
        { environment, ids throws(APIError) in
            try await environment.each(ids) { id throws(APIError) in try await plan(environment, id) }
        }
    }
}
