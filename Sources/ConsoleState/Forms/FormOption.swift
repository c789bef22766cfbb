/// One of the values a field may have.
package struct FormOption: Sendable, Equatable, Identifiable {
    package let id: String
    /// What a person reads and types.
    package let title: String
    /// What tells it from others of a similar title; empty when nothing has to.
    package let detail: String

    package init(_ id: String, _ title: String, detail: String = "") {
        self.id = id
        self.title = title
        self.detail = detail
    }
}
