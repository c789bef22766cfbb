/// Something that can be chosen, with what decides whether one wants it.
package struct FormOption: Sendable, Equatable, Identifiable {
    package let id: String
    /// The text that a person reads; in a tree the whole path.
    package let title: String
    /// The name among its neighbours in a tree; the title elsewhere.
    package let name: String
    /// The number of things it lies below in a tree.
    package let depth: Int
    /// The texts beside the title: an address, a role, the number of members. As many as its neighbours have.
    package let details: [String]
    /// The reason why it cannot be chosen; nil when it can.
    package let obstacle: String?
    /// The consequence of choosing it, in a sentence; empty where there is nothing to say.
    package let note: String
    /// True when some of the records that are changed have it, and others not.
    package let isPartial: Bool

    package init(
        _ id: String, _ title: String, name: String? = nil, depth: Int = 0, details: [String] = [],
        obstacle: String? = nil, note: String = "", isPartial: Bool = false
    ) {
        (self.id, self.title, self.name, self.depth) = (id, title, name ?? title, depth)
        (self.details, self.obstacle, self.note, self.isPartial) = (details, obstacle, note, isPartial)
    }

    /// The same options, in which those of one title have titles of their own: nobody can mean the one and choose the
    /// other.
    static func distinct(_ options: [FormOption]) -> [FormOption] {
        var counts: [[UInt8]: Int] = [:]
        for option in options { counts[FoldedText.bytes(option.title), default: 0] += 1 }
        guard counts.count < options.count else { return options }
        return options.map { option in
            guard counts[FoldedText.bytes(option.title), default: 0] > 1, option.title != option.id else {
                return option
            }
            func distinct(_ text: String) -> String { "\(text) (id \(option.id))" }
            return FormOption(
                option.id, distinct(option.title), name: distinct(option.name), depth: option.depth,
                details: option.details, obstacle: option.obstacle, note: option.note, isPartial: option.isPartial)
        }
    }
}
