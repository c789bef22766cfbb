/// What belongs to an open record beside its columns: the members of a group, the widgets of a dashboard.
package struct DetailSection: Sendable, Equatable {
    package let title: String
    package let lines: [String]

    package init(_ title: String, _ lines: [String]) {
        self.title = title
        self.lines = lines
    }

    /// A section of things that may be many: the first ones, and how many more there are.
    static func list(_ title: String, _ items: [String]) -> DetailSection {
        let limit = 200
        let rest = items.count > limit ? ["and \(items.count - limit) more"] : []
        return DetailSection("\(title): \(items.count)", items.prefix(limit) + rest)
    }
}
