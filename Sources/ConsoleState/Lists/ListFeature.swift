import SisenseClient

/// What makes a list pane the one it is: its columns and how its records are read and changed. Everything that all lists
/// share is in `ListReducer`.
package struct ListFeature: Sendable {
    typealias Load =
        @concurrent @Sendable (ConsoleEnvironment, @Sendable (RowPage) async -> Void) async throws(APIError) -> Void
    typealias Read = @concurrent @Sendable (ConsoleEnvironment, RecordID) async throws(APIError) -> ListRecord
    typealias Plan = @concurrent @Sendable (ConsoleEnvironment, RecordID) async throws(APIError) -> RequestPlan

    package let pane: PaneID
    /// What the records are called, as in "loading users".
    package let noun: String
    package let columns: [ListColumn]
    /// Reads all records, handing them on page by page.
    let load: Load
    /// Reads one record afresh.
    let read: Read
    /// The writes this pane offers, each for one record, which it reads before it plans.
    let plans: [PlanName: Plan]
}
