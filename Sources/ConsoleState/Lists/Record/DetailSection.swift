/// What belongs to an open record beside its columns: the members of a group, the widgets of a dashboard.
package struct DetailSection: Sendable, Equatable {
    package let title: String
    package let lines: [String]
    /// Whether only its title shows until somebody opens it.
    package let isFolded: Bool

    package init(_ title: String, _ lines: [String], isFolded: Bool = false) {
        self.title = title
        self.lines = lines
        self.isFolded = isFolded
    }

    /// A section of things that may be many, and how many there are.
    static func list(_ title: String, _ items: [String]) -> DetailSection {
        DetailSection("\(title): \(items.count)", items)
    }
}
