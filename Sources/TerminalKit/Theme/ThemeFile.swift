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

/// Something wrong in a theme file.
package struct ThemeProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file or theme as the user knows it.
    package let source: String
    /// Counted from 1; nil when the line is not known.
    package let line: Int?
    package let message: String

    package var description: String {
        line.map { "\(source), line \($0): \(message)" } ?? "\(source): \(message)"
    }
}

/// Makes a ``Theme`` of a file's members and collects what is wrong with them.
struct ThemeReader {
    let source: String
    private(set) var problems: [ThemeProblem] = []
    private let document: JSON5Document
    private var palette: [String: ThemeColor] = [:]

    private static let attributes: [String: Attributes] = [
        "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse, "italic": .italic,
    ]

    private static let roles = Dictionary(uniqueKeysWithValues: Role.allCases.map { ("\($0)", $0) })

    init(_ document: JSON5Document, source: String) {
        (self.document, self.source) = (document, source)
    }

    /// A member of the document, and how the way to it goes.
    private struct Field {
        let path: JSONPath
        let key: String
        let value: JSONValue
    }

    private func fields(of object: JSONObject, at path: JSONPath) -> [Field] {
        object.members.map { Field(path: path.appending(.member($0.key)), key: $0.key, value: $0.value) }
    }

    /// Nil when the document is no object.
    mutating func read() -> Theme? {
        guard let root = document.value.object else {
            report(JSONPath(), "a theme must be an object in braces")
            return nil
        }
        var about = ""
        var entries: [Role: Theme.Entry] = [:]
        let fields = fields(of: root, at: JSONPath())
        // The palette first, wherever it stands.
        for field in fields where field.key == "palette" { readPalette(field) }
        for field in fields {
            switch (field.key, field.value) {
            case ("palette", _): break
            case ("about", .string(let text)): about = text
            case ("roles", .object(let roles)): entries = readRoles(self.fields(of: roles, at: field.path))
            case ("about", _): report(field, "about must be a string")
            case ("roles", _): report(field, "roles must be an object in braces")
            default: report(field, "\(field.key) is unknown; a theme has about, palette and roles")
            }
        }
        for (path, line) in document.repeated {
            let message = "\(path.lastMember ?? "") is set twice; this line takes effect"
            problems.append(ThemeProblem(source: source, line: line, message: message))
        }
        problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
        return Theme(name: source, about: about, entries: entries)
    }

    private mutating func readPalette(_ field: Field) {
        guard case .object(let colors) = field.value else {
            return report(field, "palette must be an object in braces")
        }
        for color in fields(of: colors, at: field.path) {
            if let value = color.value.string.flatMap(ThemeColor.init(parsing:)) {
                palette[color.key] = value
            } else {
                let examples = "\"#rrggbb\", \"#rrggbb 117 brightBlue\" or \"default\""
                report(color, "\(color.key) is not a colour; write \(examples)")
            }
        }
    }

    private mutating func readRoles(_ fields: [Field]) -> [Role: Theme.Entry] {
        var entries: [Role: Theme.Entry] = [:]
        for field in fields {
            guard let role = Self.roles[field.key] else {
                report(field, "unknown role \(field.key)")
                continue
            }
            guard case .object(let members) = field.value else {
                report(field, "\(field.key) must be an object in braces")
                continue
            }
            let entry = readEntry(self.fields(of: members, at: field.path))
            if let text = entry.text, text.xterm != nil, text == entry.ground {
                report(field, "\(field.key) has text and ground of the same colour: the text is invisible")
            }
            entries[role] = entry
        }
        return entries
    }

    private mutating func readEntry(_ fields: [Field]) -> Theme.Entry {
        var entry = Theme.Entry()
        for field in fields {
            switch (field.key, field.value) {
            case ("text", _): entry.text = readColor(field)
            case ("ground", _): entry.ground = readColor(field)
            case ("few", _): entry.few = readAttributes(field)
            case ("mono", _): entry.mono = readAttributes(field)
            case (let key, .bool(let isOn)) where Self.attributes[key] != nil:
                if isOn, let attribute = Self.attributes[key] { entry.attributes.insert(attribute) }
            case (let key, _) where Self.attributes[key] != nil: report(field, "\(key) must be true or false")
            default:
                let known = "text, ground, bold, dim, underline, italic, reverse, few and mono"
                report(field, "\(field.key) is unknown; a role has \(known)")
            }
        }
        return entry
    }

    private mutating func readColor(_ field: Field) -> ThemeColor? {
        guard let text = field.value.string else {
            report(field, "a colour must be a string")
            return nil
        }
        if let color = palette[text] ?? ThemeColor(parsing: text) { return color }
        report(field, "\"\(text)\" is neither in the palette nor a colour such as \"#rrggbb\"")
        return nil
    }

    private mutating func readAttributes(_ field: Field) -> Attributes? {
        guard let names = field.value.array else {
            report(field, "\(field.key) must be a list such as [\"bold\", \"reverse\"]")
            return nil
        }
        var attributes = Attributes()
        for (index, name) in names.enumerated() {
            if let attribute = name.string.flatMap({ Self.attributes[$0] }) {
                attributes.insert(attribute)
            } else {
                report(
                    field.path.appending(.item(index)), "the attributes are bold, dim, underline, italic and reverse")
            }
        }
        return attributes
    }

    private mutating func report(_ field: Field, _ message: String) { report(field.path, message) }

    private mutating func report(_ path: JSONPath, _ message: String) {
        problems.append(ThemeProblem(source: source, line: document.line(of: path), message: message))
    }
}
