import ConsoleState
import TerminalKit

/// How long the newest of the requests shown took, a column each, the newest at the right.
enum LatencyStrip {
    /// Cells for the label and the slowest of them.
    private static let captions = 30

    @Sendable static func draw(_ list: ListState, on canvas: Canvas) {
        let label = "   latency "
        let room = max(canvas.width - captions, 1)
        let durations = TraceRow.durations(in: list.table, 0..<room)
        canvas.put(label, at: .zero, .muted)
        let width = min(durations.count, max(canvas.width - captions, 0))
        SparklineView(durations.reversed()).draw(on: canvas.sub(Rect(label.count, 0, width, 1)))
        canvas.put("  at most \(durations.max() ?? 0) ms", at: Point(label.count + width, 0), .muted)
    }
}
