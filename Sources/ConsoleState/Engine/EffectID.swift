/// Names a running effect, so that a newer one can take its place or a person can cancel it.
package struct EffectID: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let description: String

    package init(_ text: String) {
        description = text
    }

    package init(stringLiteral value: String) {
        description = value
    }
}
