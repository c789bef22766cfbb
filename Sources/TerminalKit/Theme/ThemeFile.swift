package import Foundation
import JSONDocument

/// Reads theme files: JSON5 with a `palette` of named colours and `roles` that use them.
///
/// ```json5
/// {
///     about: "One line for the list",
///     // "#rrggbb", an index among 256 and a name among the terminal's sixteen, each optional; or "default"
///     palette: { ink: "#c8d3f5 white", night: "#1a1b26 default" },
///     roles: {
///         plain: { text: "ink", ground: "night" },
///         // other attributes at 16 colours or fewer, and without colours
///         selected: { ground: "dusk", bold: true, few: ["reverse"], mono: ["reverse"] },
///     },
/// }
/// ```
package enum ThemeFile {
    /// The theme and everything that is wrong with the file. What is wrong is left away, so that a theme with a slip
    /// still works; the theme is nil only when the text is no JSON5 object.
    package static func parse(_ data: Data, name: String) -> (theme: Theme?, problems: [ThemeProblem]) {
        do {
            let document = try JSON5Document(data)
            var reader = ThemeReader(document, source: name)
            let theme = reader.read()
            return (theme, reader.problems)
        } catch {
            return (nil, [ThemeProblem(source: name, line: error.line, message: error.message)])
        }
    }
}
