/// One of the values a field may have.
package struct FormOption: Sendable, Equatable, Identifiable {
    package let id: String
    /// What a person reads and types.
    package let title: String

    package init(_ id: String, _ title: String) {
        self.id = id
        self.title = title
    }
}
