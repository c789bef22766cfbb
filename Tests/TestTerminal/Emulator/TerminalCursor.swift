/// The position and the style of the next character; what DECSC saves.
package struct TerminalCursor: Hashable, Sendable {
    /// From 0 at the top left.
    package internal(set) var row = 0
    package internal(set) var column = 0
    /// The last column has been written, and the next character wraps first.
    package internal(set) var wrapPending = false
    package internal(set) var style = TerminalStyle()
    /// G0 to G3: true where line drawing is designated.
    var drawsLines = [false, false, false, false]
    /// The one in use.
    var activeSet = 0
    var originMode = false
}
