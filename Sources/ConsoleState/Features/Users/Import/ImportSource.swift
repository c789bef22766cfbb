import SisenseClient
import Synchronization

/// Records that are to become users, where they come from, and how they are read.
package struct ImportSource: Sendable, Equatable {
    /// The file, or a word for lines that were pasted.
    let name: String
    /// Nil for lines that were pasted.
    let characterSet: FileText.CharacterSet?
    var table: ImportTable
    /// The users that were made from these records.
    let created = CreatedUsers()

    /// Holds no records.
    package static let none = ImportSource(pasted: [])

    init(pasted lines: [String]) {
        (name, characterSet) = ("pasted lines", nil)
        table = ImportTable(DelimitedText(lines.joined(separator: "\n")))
    }

    init(file: String, _ text: FileText) {
        (name, characterSet) = (file, text.characterSet)
        table = ImportTable(DelimitedText(text.text))
    }

    /// How the records were understood, in one line.
    var summary: String {
        let columns = table.columns.enumerated().map { index, column in
            let heading = table.heading.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            return heading.map { $0.lowercased() == column.rawValue ? $0 : "\($0) → \(column.rawValue)" }
                ?? column.rawValue
        }
        let heading = table.heading == nil ? "no heading" : "a heading"
        let facts = [name, characterSet?.rawValue, "separated by \(table.separator.name)", heading].compactMap(\.self)
        return facts.joined(separator: ", ") + ": " + columns.joined(separator: ", ")
    }
}

extension ImportSource {
    package static func == (left: ImportSource, right: ImportSource) -> Bool {
        (left.name, left.characterSet, left.table) == (right.name, right.characterSet, right.table)
    }
}

/// The users that are made from the records of an import, so that they are not taken for others who were there before.
final class CreatedUsers: Sendable {
    private let records = Mutex<[[UInt8]: NewRecord]>([:])

    /// The plan, which notes here that it was done.
    func noting(_ plan: RequestPlan, of email: String) -> RequestPlan {
        let record = NewRecord()
        records.withLock { $0[FoldedText.bytes(email)] = record }
        return plan.making(record)
    }

    func contains(_ email: String) -> Bool {
        records.withLock { $0[FoldedText.bytes(email)] }?.id != nil
    }
}

extension DelimitedText.Separator {
    var name: String {
        switch self {
        case .comma: "commas"
        case .semicolon: "semicolons"
        case .tab: "tabs"
        case .bar: "bars"
        }
    }
}
