package import Foundation

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
        let document: [String: JSON5Value]
        do {
            let decoder = JSONDecoder()
            decoder.allowsJSON5 = true
            document = try decoder.decode([String: JSON5Value].self, from: data)
        } catch {
            let text = String(decoding: data, as: UTF8.self)
            return (
                nil, [ThemeProblem(source: name, line: KeyLines.lineOfError(error, in: text), message: reason(error))]
            )
        }
        var reader = ThemeReader(source: name, lines: KeyLines(of: String(decoding: data, as: UTF8.self)))
        return (reader.read(document), reader.problems)
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.typeMismatch: "a theme is an object in braces"
        default: "this is not JSON5: a brace, quote or comma is missing or too much"
        }
    }
}

/// Any JSON value, as the decoder gives it.
enum JSON5Value: Decodable {
    case text(String)
    case flag(Bool)
    case list([JSON5Value])
    case object([String: JSON5Value])
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode(Bool.self) {
            self = .flag(value)
        } else if let value = try? container.decode([JSON5Value].self) {
            self = .list(value)
        } else if let value = try? container.decode([String: JSON5Value].self) {
            self = .object(value)
        } else {
            self = .other
        }
    }
}
