/// What changes: lines with `+`, `~` or `-` before them and in their colours.
package struct DiffView {
    package enum Line: Sendable, Equatable {
        case same(String)
        case added(String)
        case removed(String)
        /// A value that becomes another.
        case changed(String)
        /// What stands between two changes and is not shown.
        case omitted(Int)
    }

    package var lines: [Line]
    package var top: Int

    package init(_ lines: [Line], top: Int = 0) {
        self.lines = lines
        self.top = top
    }

    package func draw(on canvas: Canvas) {
        TextView(lines.map { $0.styled(canvas.glyphs) }, top: top).draw(on: canvas)
    }
}

extension DiffView.Line {
    /// The line as it is drawn, for texts in which changes stand among other things.
    package func styled(_ glyphs: Glyphs = .unicode) -> StyledLine {
        switch self {
        case .same(let text): StyledLine("  " + text, Style(.muted))
        case .added(let text): StyledLine("+ " + text, Style(.added))
        case .removed(let text): StyledLine("- " + text, Style(.removed))
        case .changed(let text): StyledLine("~ " + text, Style(.changed))
        case .omitted(let count): StyledLine("  \(glyphs.ellipsis) \(count) lines unchanged", Style(.muted))
        }
    }
}
