/// How much an operation can hurt, which decides how it must be confirmed.
package enum Danger: Int, Sendable, Comparable, CaseIterable {
    /// Class A: changes nothing.
    case read
    /// Class B: changes one record and can be put back as it was.
    case reversible
    /// Class C: hard or impossible to put back, or changes more than one record.
    case destructive
    /// Class D: affects everyone on the server or can cut off access.
    case critical

    /// The letter shown in previews and listings.
    package var letter: String {
        switch self {
        case .read: "A"
        case .reversible: "B"
        case .destructive: "C"
        case .critical: "D"
        }
    }

    package static func < (left: Danger, right: Danger) -> Bool { left.rawValue < right.rawValue }
}
