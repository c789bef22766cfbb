/// The target of frames: a terminal, or memory in tests.
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
