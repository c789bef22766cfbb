/// The target of frames: a terminal, or memory in tests and screenshots.
@ScreenActor
package protocol Screen: AnyObject {
    /// The cells there are to draw on now.
    var size: Size { get }

    /// Shows a frame. A buffer of another size than the screen is cut or leaves the rest blank.
    ///
    /// - Parameter cursor: The position of the hardware cursor: in the focused field, or on the focused row, where
    ///   screen readers and magnifiers look for it. Nil hides it.
    func present(_ buffer: CellBuffer, cursor: Point?)
}

/// A screen in memory.
@ScreenActor
package final class BufferScreen: Screen {
    package var size: Size
    /// The frame shown last.
    package private(set) var buffer: CellBuffer
    package private(set) var cursor: Point?
    /// The number of frames shown.
    package private(set) var frames = 0

    package init(_ size: Size) {
        self.size = size
        buffer = CellBuffer(size)
    }

    package func present(_ buffer: CellBuffer, cursor: Point?) {
        self.buffer = buffer
        self.cursor = cursor
        frames += 1
    }

    /// The text of the screen, a line a row, without trailing blanks.
    package var text: String { buffer.text }
    /// The text with the styles, so that a changed style shows in a comparison.
    package var styledText: String { buffer.styledText }
}
