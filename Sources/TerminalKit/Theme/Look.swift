/// What a ``Style`` comes to in a theme at a colour depth.
package struct Look: Sendable, Hashable {
    package enum Color: Sendable, Hashable {
        /// The terminal's own.
        case standard
        /// One of the terminal's 8, 16 or 256 colours.
        case indexed(UInt8)
        case rgb(RGB)
    }

    package var text: Color = .standard
    package var ground: Color = .standard
    package var attributes: Attributes = []
}
