/// A text made of literals in the source and of nothing else. It cannot hold what was typed, a secret or the name of a
/// record, so it may be logged: the compiler takes no other text for it.
package struct SourceText: Sendable, Equatable, ExpressibleByStringInterpolation, CustomStringConvertible {
    package let description: String

    package init(stringLiteral value: StaticString) {
        description = value.description
    }

    package init(stringInterpolation parts: StringInterpolation) {
        description = parts.text
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            text += literal.description
        }

        package mutating func appendInterpolation(_ part: SourceText) {
            text += part.description
        }
    }
}
