import SisenseClient

/// A list, all of it: its name, its columns, how its records are read, and what can be done with them.
/// Everything that all lists do alike is in `ListReducer` and in the pane that draws any of them.
package struct ListFeature: Sendable {
    /// Takes the records of a page as rows.
    typealias Take = @Sendable (RowPage) async -> Void
    typealias Load = @concurrent @Sendable (WorkContext, Take) async throws(APIError) -> Void
    typealias Read = @concurrent @Sendable (WorkContext, RecordID) async throws(APIError) -> ListRecord
    typealias Plan = @concurrent @Sendable (WorkContext, [RecordID]) async throws(APIError) -> [RequestPlan]
    typealias JointPlan = @concurrent @Sendable (WorkContext, [RecordID]) async throws(APIError) -> JointPlans
    /// Reads what a form about these records needs.
    typealias Form = @concurrent @Sendable (WorkContext, [RecordID]) async throws(APIError) -> FormState

    /// A record that a list hangs below, and the pane it was opened from, to which Esc leads back.
    package struct Parent: Sendable {
        package let pane: PaneID
        /// Nil when the list is about none.
        let record: RecordID?

        init(_ pane: PaneID, _ record: RecordID? = nil) {
            (self.pane, self.record) = (pane, record)
        }
    }

    package let pane: PaneID
    /// The name of the pane, as in `Users`.
    package let title: String
    /// A heading that says more than the title, as in `Members of Sales`; nil where the title says enough.
    package let heading: String?
    package let parent: Parent?
    /// The name of the records, as in "loading users".
    package let noun: SourceText
    package let columns: [ListColumn]
    /// The column that names a record.
    let nameColumn: Int
    /// True when a column shows what has to be asked for.
    let hasFacts: Bool
    package let commands: [ListCommand]
    /// Says why the list may be empty, and the way out.
    package let emptyText: CommandText
    /// Says what it means that no row passes a filter, where that is an answer of its own; nil for any other filter.
    package let unmatchedText: @Sendable (_ filter: String) -> CommandText?
    /// True when the records are on this machine: reading them again costs nothing, so it is done on every visit.
    package let isLocal: Bool
    /// True when rows that are new, changed or gone after a refresh are shown as such. What is to be done goes by being
    /// done.
    let showsChanges: Bool
    /// True for a list whose records show beside it from the start, where there is room.
    let showsBeside: Bool
    /// The order of the rows until somebody chooses another; nil for the order they come in.
    let order: ListSort?
    /// The heading above the whole record in its detail.
    package let recordHeading: String
    /// The actions that open a record where that is not its page; nil where it is.
    package let opening: @Sendable (RecordID) -> [ConsoleAction]?
    /// Reads all records, handing them on page by page.
    let load: Load
    /// Reads one record again.
    let read: Read

    init<Record>(
        _ pane: PaneID, title: String, heading: String? = nil, noun: SourceText,
        below parent: Parent? = nil, rows: RowLayout<Record>,
        commands: [ListCommand], emptyText: CommandText, isLocal: Bool = false,
        showsChanges: Bool? = nil, showsBeside: Bool = false, order: ListSort? = nil, recordHeading: String = "JSON",
        unmatchedText: @escaping @Sendable (_ filter: String) -> CommandText? = { _ in nil },
        opening: @escaping @Sendable (RecordID) -> [ConsoleAction]? = { _ in nil },
        load: @escaping Load, read: @escaping Read
    ) {
        (self.pane, self.title, self.heading) = (pane, title, heading)
        (self.noun, self.parent, self.commands, self.emptyText) = (
            noun, parent, commands, emptyText
        )
        columns = rows.columns.map(\.column)
        self.nameColumn = columns.firstIndex(where: \.isName) ?? 0
        hasFacts = columns.contains { $0.fact != nil }
        (self.isLocal, self.showsChanges, self.order) = (isLocal, showsChanges ?? !isLocal, order)
        (self.showsBeside, self.opening, self.unmatchedText) = (showsBeside, opening, unmatchedText)
        (self.recordHeading, self.load, self.read) = (recordHeading, load, read)
    }

    /// The command of this name; nil when the list has none.
    func command(_ id: ListCommand.ID) -> ListCommand? { commands.first { $0.id == id } }
}
