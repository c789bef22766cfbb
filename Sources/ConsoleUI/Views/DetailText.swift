import ConsoleState
import SisenseClient
import TerminalKit

/// An open record as lines: its columns by name, then everything the server sent.
enum DetailText {
    static func lines(of detail: DetailState, pane: PaneID) -> [StyledLine] {
        switch detail.content {
        case .loading:
            return [StyledLine("Reading \(detail.title) from the server", Style(.muted))]
        case .failed(let error):
            return ErrorText.lines(of: error, hint: "R reads it again")
        case .loaded(let record):
            let feature = ListFeature.all[pane]
            let columns = feature?.columns ?? []
            let width = columns.map { TextWidth.cells(of: $0.title) }.max() ?? 0
            let fields = zip(columns, record.row.cells).map { column, cell in
                let name = column.title.padded(to: width + 2)
                return StyledLine([Span(name, .muted), Span(cell.isEmpty ? "-" : cell)])
            }
            let sections = record.sections.flatMap { section -> [StyledLine] in
                ["", StyledLine(section.title, Style(.heading))] + section.lines.map { StyledLine("  \($0)") }
            }
            return fields + sections + [
                "", StyledLine(record.heading ?? feature?.recordHeading ?? "", Style(.heading)),
            ]
                + JSONText.lines(of: record.json)
        }
    }
}
