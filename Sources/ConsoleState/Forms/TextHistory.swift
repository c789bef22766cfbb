/// What was entered in a prompt before, to be called up again.
package struct TextHistory: Sendable, Equatable {
    /// As many as a person would go back through.
    private static let capacity = 50

    /// The newest last; none twice.
    private var entries: [String] = []
    /// The entry called up last, by its place; nil while the person's own text stands in the prompt.
    private var place: Int?
    /// The person's own text, which comes back behind the newest entry.
    private var draft = ""

    package init() {}

    /// Keeps a text as the newest, unless it is empty. One that was there already moves.
    package mutating func add(_ text: String) {
        place = nil
        guard !text.isEmpty else { return }
        entries.removeAll { $0 == text }
        entries = entries.suffix(Self.capacity - 1) + [text]
    }

    /// The entry before the one called up last; nil when there is none.
    /// - Parameter text: What stands in the prompt now.
    package mutating func older(than text: String) -> String? {
        let next = (place ?? entries.count) - 1
        guard entries.indices.contains(next) else { return nil }
        if place == nil { draft = text }
        place = next
        return entries[next]
    }

    /// The entry after the one called up last, in the end the person's own text; nil when nothing was called up.
    package mutating func newer() -> String? {
        guard let last = place else { return nil }
        place = last + 1 < entries.count ? last + 1 : nil
        return place.map { entries[$0] } ?? draft
    }
}
