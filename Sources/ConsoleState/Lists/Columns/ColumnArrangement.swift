package import Foundation
import SisenseClient

/// The columns of a list that are drawn, and their order.
package struct ColumnArrangement: Sendable, Equatable {
    package struct Item: Sendable, Equatable {
        package let id: String
        package let isShown: Bool

        package init(_ id: String, isShown: Bool) {
            self.id = id
            self.isShown = isShown
        }
    }

    package let items: [Item]

    package init(_ items: [Item]) {
        self.items = items
    }

    /// The columns as they are without a choice: those that show of themselves, then the hidden ones.
    package init(_ columns: [ListColumn]) {
        items =
            columns.filter(\.isShown).map { Item($0.id, isShown: true) }
            + columns.filter { !$0.isShown }.map { Item($0.id, isShown: false) }
    }

    /// The ids of the columns that are drawn, in their order.
    package var shown: [String] { items.filter(\.isShown).map(\.id) }
}

/// The columns that the user arranged, kept from one run to the next in a file. What cannot be read is as if nobody had
/// arranged anything.
package struct ColumnMemory: Sendable {
    private let file: URL

    package init(file: URL) {
        self.file = file
    }

    /// Arranges the columns as they were left.
    package func apply(to lists: inout ListStates) {
        let kept = arrangements()
        for pane in PaneID.allCases {
            guard let names = kept[pane.rawValue]?.array?.compactMap(\.string), let columns = lists[pane]?.columns
            else { continue }
            lists[pane]?.arrangement = ColumnArrangement(names, of: columns)
        }
    }

    /// - Parameter arrangement: nil when the columns are as they are without a choice.
    func keep(_ arrangement: ColumnArrangement?, of pane: PaneID) throws(PrivateFileError) {
        try FolderLock.hold(file.deletingLastPathComponent()) { () throws(PrivateFileError) in
            var kept = arrangements()
            kept[pane.rawValue] = arrangement.map { .array($0.names.map(JSONValue.string)) }
            try PrivateFile.write(JSONWriter.write(.object(kept), layout: .indented), to: file)
        }
    }

    private func arrangements() -> JSONObject {
        let json = (try? PrivateFile.read(file)).flatMap { try? JSONReader.read($0) }
        return json?.object ?? JSONObject()
    }
}

extension ListStates {
    /// Arranges the columns of lists as the configuration says.
    /// - Parameter columns: The names of the columns to draw, in their order.
    package mutating func arrange(_ columns: [PaneID: [String]]) {
        for (pane, names) in columns {
            guard let known = self[pane]?.columns else { continue }
            self[pane]?.arrangement = ColumnArrangement(names, of: known)
        }
    }
}

extension ColumnArrangement {
    /// All columns in their order, those that are hidden with a minus before them.
    fileprivate var names: [String] { items.map { $0.isShown ? $0.id : "-\($0.id)" } }

    /// - Returns: nil when none of the columns would show. Columns that are not named are hidden.
    init?(_ names: [String], of columns: [ListColumn]) {
        let known = Set(columns.map(\.id))
        var seen: Set<String> = []
        let kept = names.map {
            $0.hasPrefix("-") ? Item(String($0.dropFirst()), isShown: false) : Item($0, isShown: true)
        }
        .filter { known.contains($0.id) && seen.insert($0.id).inserted }
        self.init(kept + columns.filter { !seen.contains($0.id) }.map { Item($0.id, isShown: false) })
        if shown.isEmpty { return nil }
    }
}
