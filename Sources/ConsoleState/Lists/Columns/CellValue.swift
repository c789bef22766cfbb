/// The type of the cells of a column for programs, in files and in what scripts read. A cell that holds nothing is null,
/// and empty in a file of texts.
package enum CellValue: Sendable, Equatable {
    case text
    case count
    /// A number, or this word in the place of one.
    case countOr(word: String)
    /// A number of megabytes, which files have in bytes.
    case megabytes
    /// A time in ISO 8601 with its zone; null for one that never was.
    case time

    /// The name of the type.
    package var type: String {
        switch self {
        case .text: "text"
        case .count, .countOr, .megabytes: "integer"
        case .time: "time"
        }
    }

    /// The unit of a number and the form of a time; empty where there is none.
    package var unit: String {
        switch self {
        case .text, .count, .countOr: ""
        case .megabytes: "bytes"
        case .time: "ISO 8601"
        }
    }

    /// The word that may stand in the place of a number.
    package var word: String? {
        if case .countOr(let word) = self { word } else { nil }
    }
}
