/// The look of a cell in terms of meaning: the role of its text, the role of the ground it stands on, and attributes.
package struct Style: Sendable, Hashable {
    package var role: Role
    /// The role whose ground the text stands on, so that a warning on a selected row keeps its colour. `plain` leaves
    /// the ground to `role`.
    package var ground: Role
    package var attributes: Attributes

    package init(_ role: Role = .plain, on ground: Role = .plain, _ attributes: Attributes = []) {
        self.role = role
        self.ground = ground
        self.attributes = attributes
    }

    package static let plain = Style()

    /// The style on another ground, unless it has one of its own.
    package func on(_ ground: Role) -> Style {
        self.ground == .plain ? Style(role, on: ground, attributes) : self
    }

    package func adding(_ attributes: Attributes) -> Style {
        Style(role, on: ground, self.attributes.union(attributes))
    }
}
