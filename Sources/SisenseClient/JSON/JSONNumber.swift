import Foundation

/// A JSON number with the digits it was written with, so that `1.0`, 30-digit integers and `1e400`
/// survive a round trip. Equal means the same value: `1`, `1.0` and `10e-1` are equal.
package struct JSONNumber: Sendable {
    /// The text as RFC 8259 section 6 allows it.
    package let literal: String

    package init(_ value: Int) {
        literal = String(value)
    }

    /// Nil for what JSON cannot say: NaN and the infinities.
    package init?(_ value: Double) {
        guard value.isFinite else { return nil }
        let whole = Int(exactly: value)
        literal = whole.map(String.init) ?? String(value)
    }

    /// For the reader, which has checked the grammar.
    init(checked literal: String) {
        self.literal = literal
    }

    package var integer: Int? {
        Int(literal) ?? Double(literal).flatMap { Int(exactly: $0) }
    }

    /// The nearest double; infinite for numbers beyond its range.
    package var double: Double { Double(literal) ?? .nan }
}

extension JSONNumber: Equatable {
    package static func == (left: JSONNumber, right: JSONNumber) -> Bool {
        if left.literal == right.literal { return true }
        // Two integers with other digits are other numbers; a double would round long ones together.
        if Int(left.literal) != nil, Int(right.literal) != nil { return left.integer == right.integer }
        guard let exactLeft = Decimal(string: left.literal, locale: nil),
            let exactRight = Decimal(string: right.literal, locale: nil)
        else { return false }
        return exactLeft == exactRight && left.double == right.double
    }
}
