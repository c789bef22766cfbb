/// The size of a terminal in cells.
package struct TerminalSize: Hashable, Sendable {
    package var columns: Int
    package var rows: Int

    /// At least one cell, and no more than the kernel can say (65,535).
    package init(columns: Int, rows: Int) {
        self.columns = min(max(columns, 1), 65_535)
        self.rows = min(max(rows, 1), 65_535)
    }

    package static let standard = TerminalSize(columns: 80, rows: 24)
}
