package import Foundation
import SisenseClient

/// What of a list goes to which file, and in which form.
package struct ListExport: Sendable {
    /// Which rows.
    package enum Rows: String, Sendable {
        /// Those that pass the filter, in the order on the screen.
        case shown
        case marked
        case all
    }

    let rows: Rows
    let format: ExportFormat
    /// As typed, with its ending.
    let path: String
    let isReplacing: Bool

    /// A path without an ending gets that of the format.
    init(rows: Rows, format: ExportFormat, path: String, isReplacing: Bool) {
        self.rows = rows
        self.format = format
        let hasEnding = path.isEmpty || path.hasSuffix("/") || !NSString(string: path).pathExtension.isEmpty
        self.path = hasEnding ? path : "\(path).\(format.fileExtension)"
        self.isReplacing = isReplacing
    }

    /// Rows between two looks at whether somebody waits or wants it stopped.
    private static let step = 2000

    /// The text of these rows of a table.
    /// - Returns: nil when it was cancelled.
    func text(
        of refs: [RowRef], in table: RowTable, columns: [Int], named all: [ListColumn],
        progress: @Sendable (Int) async -> Void
    ) async -> Data? {
        var text = ExportText(format, columns: columns.map { all[$0] })
        for start in stride(from: 0, to: refs.count, by: Self.step) {
            guard !Task.isCancelled else { return nil }
            for ref in refs[start...].prefix(Self.step) {
                text.append(id: table.id(ref), cells: columns.map { table.cell(ref, $0) })
            }
            await progress(min(start + Self.step, refs.count))
        }
        return text.finished()
    }

    /// The text of all rows that a table shows, all at once.
    package static func text(of table: RowTable, as format: ExportFormat, columns: [ListColumn]) async -> Data? {
        let export = ListExport(rows: .shown, format: format, path: "", isReplacing: false)
        return await export.text(
            of: table.refs(of: .shown, marks: []), in: table, columns: Array(columns.indices), named: columns,
            progress: { _ in })
    }

    /// The records of these rows, read one after the other. Those that are no more are left out.
    func records(
        of ids: [RecordID], read: (RecordID) async throws(APIError) -> ListRecord,
        progress: @Sendable (Int) async -> Void
    ) async throws(APIError) -> Data? {
        var text = ExportText(format, columns: [])
        for (index, id) in ids.enumerated() {
            guard !Task.isCancelled else { return nil }
            do throws(APIError) {
                text.append(Redactor.json(try await read(id).json))
            } catch {
                guard error.kind == .notFound else { throw error }
            }
            await progress(index + 1)
        }
        return text.finished()
    }
}
