/// A colour as a program asked for it, before any palette.
package enum TerminalColor: Hashable, Sendable {
    case `default`
    /// 0–7 normal, 8–15 bright, 16–255 of the 256-colour palette.
    case indexed(UInt8)
    case rgb(UInt8, UInt8, UInt8)
}
