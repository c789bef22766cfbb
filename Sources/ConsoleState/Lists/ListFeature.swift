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
    /// What the records are called, as in "loading users".
    package let noun: String
    package let columns: [ListColumn]
    /// Reads all records, handing them on page by page.
    let load: Load
    /// Reads one record afresh.
    let read: Read
    /// The writes this pane offers. Each reads its records before it plans.
    let plans: [PlanName: Plan]
    /// The forms this pane offers, by what they do.
    var forms: [PlanName: Form] = [:]

    /// A plan for several records that is made for one after the other.
    static func each(
        _ plan: @escaping @concurrent @Sendable (ConsoleEnvironment, RecordID) async throws(APIError) -> RequestPlan
    ) -> Plan {
        { environment, ids throws(APIError) in
            var plans: [RequestPlan] = []
            for id in ids { plans.append(try await plan(environment, id)) }
            return plans
        }
    }
}
