/// The style of a cell: what SGR set when it was written.
package struct TerminalStyle: Hashable, Sendable {
    package struct Attributes: OptionSet, Hashable, Sendable {
        package let rawValue: UInt16
        package init(rawValue: UInt16) { self.rawValue = rawValue }

        package static let bold = Attributes(rawValue: 1 << 0)
        package static let dim = Attributes(rawValue: 1 << 1)
        package static let italic = Attributes(rawValue: 1 << 2)
        package static let underline = Attributes(rawValue: 1 << 3)
        package static let blink = Attributes(rawValue: 1 << 4)
        package static let reverse = Attributes(rawValue: 1 << 5)
        package static let invisible = Attributes(rawValue: 1 << 6)
        package static let strikethrough = Attributes(rawValue: 1 << 7)
    }

    package var foreground = TerminalColor.default
    package var background = TerminalColor.default
    package var attributes: Attributes = []

    package init() {}

    /// The style that erasing leaves: the background alone (back colour erase, as xterm does).
    var erased: TerminalStyle {
        var style = TerminalStyle()
        style.background = background
        return style
    }
}
