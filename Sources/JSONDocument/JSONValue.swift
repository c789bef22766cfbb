import Foundation

/// Any JSON value, kept so that writing it again loses nothing a server could distinguish:
/// members keep their order, unknown members stay, and numbers keep the digits they came with.
package enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue {
    /// The member of an object; nil when this is no object or has no such member.
    /// Setting nil removes the member; setting on anything but an object does nothing.
    package subscript(_ key: String) -> JSONValue? {
        get {
            guard case .object(let object) = self else { return nil }
            return object[key]
        }
        set {
            guard case .object(var object) = self else { return }
            self = .null
            object[key] = newValue
            self = .object(object)
        }
    }

    /// The text of a string; nil for every other kind.
    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    package var bool: Bool? {
        guard case .bool(let flag) = self else { return nil }
        return flag
    }

    package var array: [JSONValue]? {
        guard case .array(let items) = self else { return nil }
        return items
    }

    package var object: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// A whole number, also from a numeric string, since some servers send numbers as strings.
    package var integer: Int? {
        switch self {
        case .number(let number): number.integer
        case .string(let text): Int(text)
        default: nil
        }
    }

    /// True for `null` only. A missing member is nil, not null.
    package var isNull: Bool { self == .null }

    /// The kind of the value, in the words of the JSON grammar, for error messages.
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(nilLiteral: ()) { self = .null }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
    package init(stringLiteral value: String) { self = .string(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}

extension JSONValue {
    /// The value that a user means who types it without quotes: numbers, true, false, null, lists and objects are taken
    /// as such, everything else as text.
    package init(typed text: String) {
        self = (try? JSONReader.read(Data(text.utf8))) ?? .string(text)
    }
}

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
