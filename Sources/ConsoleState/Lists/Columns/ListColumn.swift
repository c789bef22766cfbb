/// What a list knows about one of its columns; how wide it is drawn is the pane's affair.
package struct ListColumn: Sendable, Equatable, Identifiable {
    /// The name used in filters, as in `role:viewer`.
    package let id: String
    package let title: String

    package init(_ id: String, _ title: String) {
        self.id = id
        self.title = title
    }
}
