import SisenseClient
import Synchronization

/// Records that are to become users, where they come from, and how they are read.
package struct ImportSource: Sendable, Equatable {
    /// The file, or a word for lines that were pasted.
    let name: String
    /// Nil for lines that were pasted.
    let characterSet: FileText.CharacterSet?
    private(set) var table: ImportTable
    private(set) var options = ImportOptions()
    /// The lines that somebody has left out.
    private(set) var leftOut: Set<Int> = []
    /// Counts the edits of all this.
    private(set) var edit = 0
    /// The users that were made from these records.
    let created = CreatedUsers()
    let accounts = KnownAccounts()

    /// Holds no records.
    package static let none = ImportSource(pasted: [])

    init(pasted lines: [String]) {
        (name, characterSet) = ("Pasted lines", nil)
        table = ImportTable(DelimitedText(lines.joined(separator: "\n")))
    }

    init(file: String, _ text: FileText) {
        (name, characterSet) = (file, text.characterSet)
        table = ImportTable(DelimitedText(text.text))
    }

    /// The same records, whose columns mean something else.
    func with(_ columns: [ImportColumn], _ options: ImportOptions) -> ImportSource {
        edited { source in
            source.table.columns = columns
            source.options = options
        }
    }

    /// The same with other cells in one record.
    /// - Parameter index: That of the record.
    func with(_ cells: [String], inRecord index: Int) -> ImportSource {
        edited { source in
            let line = source.table.records[index].line
            source.table.records[index] = DelimitedText.Record(line: line, cells: cells)
        }
    }

    /// The same without these lines, or with them again where all of them are left out.
    func leavingOut(_ lines: Set<Int>) -> ImportSource {
        edited { source in
            if lines.isSubset(of: source.leftOut) {
                source.leftOut.subtract(lines)
            } else {
                source.leftOut.formUnion(lines)
            }
        }
    }

    private func edited(_ change: (inout ImportSource) -> Void) -> ImportSource {
        var source = self
        change(&source)
        source.edit += 1
        return source
    }

    /// How the records were understood, in one line.
    var summary: String {
        let columns = table.columns.enumerated().map { index, column in
            let heading = table.heading.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            return heading.map { $0.lowercased() == column.rawValue ? $0 : "\($0) → \(column.rawValue)" }
                ?? column.rawValue
        }
        return form + ": " + columns.joined(separator: ", ")
    }

    /// The file and how it is written: `new.csv, 512 lines, UTF-8, separated by semicolons, a heading`.
    var form: String {
        let heading = table.heading == nil ? "no heading" : "a heading"
        let facts = [
            name, counted(table.records.count, "line"), characterSet?.rawValue, "separated by \(table.separator.name)",
            heading,
        ]
        return facts.compactMap(\.self).joined(separator: ", ")
    }
}

extension ImportSource {
    package static func == (left: ImportSource, right: ImportSource) -> Bool {
        (left.name, left.characterSet, left.table, left.leftOut) == (
            right.name, right.characterSet, right.table, right.leftOut
        ) && left.options == right.options
    }
}

/// What becomes of records beside what their cells say.
struct ImportOptions: Sendable, Equatable {
    /// What becomes of a record whose user is there already.
    enum Existing: String, Sendable, CaseIterable {
        case leaveOut = "leave out"
        /// Names and role become those of the record; the groups are added.
        case update
        /// The groups, too, become those of the record.
        case replaceGroups = "replace groups"

        var title: String {
            switch self {
            case .leaveOut: "leave out"
            case .update: "update, add groups"
            case .replaceGroups: "update, replace groups"
            }
        }
    }

    var existing = Existing.leaveOut
    /// The id of the role for records without one; nil for the one that only sees what is shared.
    var role: String?
    /// The ids of the groups that all of them join.
    var groups: [String] = []
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
