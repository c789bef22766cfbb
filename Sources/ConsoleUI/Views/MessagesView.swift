import ConsoleState
import Foundation
import TerminalKit

/// All messages of this session over the pane, the newest first.
struct MessagesView {
    private let log: MessageLog

    init(_ log: MessageLog) {
        self.log = log
    }

    /// Lines there are to scroll through, and those of them in sight.
    func extent(in layout: ConsoleLayout) -> (lines: Int, page: Int) {
        let inside = layout.dialog.inset(1).inset(left: 1, right: 1)
        return (history.lines(width: inside.width).count, max(inside.height, 1))
    }

    /// Returns where the first line in sight begins, for the cursor.
    func draw(on canvas: Canvas, _ layout: ConsoleLayout) -> Point {
        let (lines, page) = extent(in: layout)
        let title = StyledLine([Span("Messages", .heading), Span(" \(log.all.count)")])
        let size = Size(layout.dialog.width, min(layout.dialog.height, max(lines, 1) + 2))
        let inside = canvas.sub(layout.dialog).overlay(size, title: title, below: lines - top - page)
            .inset(left: 1, right: 1)
        if log.all.isEmpty { inside.put("No messages", at: .zero, .muted) }
        history.draw(on: inside)
        return canvas.place(.zero, of: inside)
    }

    private var top: Int { log.reading?.cursor ?? 0 }

    private var history: MessageHistoryView {
        let entries = log.all.reversed().map { entry in
            let detail = entry.message.detail == entry.message.text.plain ? "" : entry.message.detail
            return MessageHistoryView.Entry(
                ToastView.Kind(entry.message.level),
                time: entry.time.formatted(.iso8601.time(includingFractionalSeconds: false)), entry.message.text.shown,
                detail: detail)
        }
        return MessageHistoryView(entries, top: top)
    }
}

extension ToastView.Kind {
    init(_ level: Message.Level) {
        self =
            switch level {
            case .info: .info
            case .ok: .ok
            case .warning: .warning
            case .error: .error
            }
    }
}
