import TerminalKit

/// A screen in memory.
@ScreenActor
final class BufferScreen: Screen {
    var size: Size
    /// The frame shown last.
    private(set) var buffer: CellBuffer
    private(set) var cursor: Point?
    /// The number of frames shown.
    private(set) var frames = 0

    init(_ size: Size) {
        self.size = size
        buffer = CellBuffer(size)
    }

    func present(_ buffer: CellBuffer, cursor: Point?) {
        self.buffer = buffer
        self.cursor = cursor
        frames += 1
    }

    /// The text of the screen, a line a row, without trailing blanks.
    var text: String { buffer.text }
    /// The text with the styles, so that a changed style shows in a comparison.
    var styledText: String { buffer.styledText }
}
