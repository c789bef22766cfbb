/// Something wrong in a theme file.
package struct ThemeProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file or theme as the user knows it.
    package let source: String
    /// Counted from 1; nil when the place is not known.
    package let line: Int?
    package let message: String

    package var description: String {
        line.map { "\(source), line \($0): \(message)" } ?? "\(source): \(message)"
    }
}
