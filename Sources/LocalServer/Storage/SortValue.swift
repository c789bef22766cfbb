import SisenseClient

/// A JSON value as `sort` compares it: what is missing comes first, then numbers, texts and booleans, then the rest,
/// which counts as equal. Texts compare by code points, as the database of a real server does.
enum SortValue: Comparable {
    case nothing
    case number(Double)
    case text(String)
    case flag(Int)
    case other

    init(_ value: JSONValue?) {
        switch value {
        case nil, .null?: self = .nothing
        case .number(let number)?: self = .number(number.double)
        case .string(let text)?: self = .text(text)
        case .bool(let flag)?: self = .flag(flag ? 1 : 0)
        case .array?, .object?: self = .other
        }
    }
}
