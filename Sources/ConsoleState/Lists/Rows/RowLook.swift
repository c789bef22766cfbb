/// How a row stands out from the others: in a style of its own, with a sign before it, or both.
package struct RowLook: Sendable, Equatable {
    package enum Style: UInt8, Sendable {
        case plain, muted, accent, ok, warning, error, danger, added, removed, changed
    }

    package enum Sign: UInt8, Sendable {
        case none, fault, attention, added, removed, changed, unknown, kept
    }

    package let style: Style
    package let sign: Sign

    package init(_ style: Style, _ sign: Sign = .none) {
        self.style = style
        self.sign = sign
    }

    package static let plain = RowLook(.plain)
    /// Switched off, or of little interest.
    package static let off = RowLook(.muted)
    package static let warning = RowLook(.warning, .attention)
    package static let error = RowLook(.error, .fault)
    package static let added = RowLook(.added, .added)
    package static let removed = RowLook(.removed, .removed)
    package static let changed = RowLook(.changed, .changed)
}
