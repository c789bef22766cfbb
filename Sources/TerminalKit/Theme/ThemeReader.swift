/// Makes a ``Theme`` of a decoded file and collects what is wrong with it.
struct ThemeReader {
    let source: String
    let lines: KeyLines
    private(set) var problems: [ThemeProblem] = []
    private var palette: [String: ThemeColor] = ["default": ThemeColor(rgb: nil, ansi: nil)]

    private static let attributes: [String: Attributes] = [
        "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse, "italic": .italic,
    ]

    init(source: String, lines: KeyLines) {
        self.source = source
        self.lines = lines
    }

    mutating func read(_ document: [String: JSON5Value]) -> Theme {
        var about = ""
        var entries: [Role: Theme.Entry] = [:]
        if let value = document["palette"] { readPalette(value) }
        for (key, value) in document.sorted(by: { $0.key < $1.key }) {
            switch (key, value) {
            case ("palette", _): break
            case ("about", .text(let text)): about = text
            case ("roles", .object(let roles)): entries = readRoles(roles)
            case ("about", _): report([key], "\(key) is a text")
            case ("roles", _): report([key], "\(key) is an object in braces")
            default: report([key], "\(key) is not known; a theme has about, palette and roles")
            }
        }
        problems.sort { ($0.line ?? 0, $0.message) < ($1.line ?? 0, $1.message) }
        return Theme(name: source, about: about, entries: entries)
    }

    private mutating func readPalette(_ value: JSON5Value) {
        guard case .object(let colors) = value else { return report(["palette"], "palette is an object in braces") }
        for (name, value) in colors {
            if case .text(let text) = value, let color = ThemeColor(parsing: text) {
                palette[name] = color
            } else {
                report(
                    ["palette", name],
                    "\(name) is no colour; write \"#rrggbb\", \"#rrggbb 117 brightBlue\" or \"default\"")
            }
        }
    }

    private mutating func readRoles(_ roles: [String: JSON5Value]) -> [Role: Theme.Entry] {
        var entries: [Role: Theme.Entry] = [:]
        for (name, value) in roles {
            guard let role = Role.allCases.first(where: { "\($0)" == name }) else {
                report(["roles", name], "there is no role \(name)")
                continue
            }
            guard case .object(let fields) = value else {
                report(["roles", name], "\(name) is an object in braces")
                continue
            }
            entries[role] = readEntry(fields, at: ["roles", name])
        }
        return entries
    }

    private mutating func readEntry(_ fields: [String: JSON5Value], at path: [String]) -> Theme.Entry {
        var entry = Theme.Entry()
        for (key, value) in fields {
            let path = path + [key]
            switch (key, value) {
            case ("text", _): entry.text = readColor(value, at: path)
            case ("ground", _): entry.ground = readColor(value, at: path)
            case ("few", .list(let names)): entry.few = readAttributes(names, at: path)
            case ("mono", .list(let names)): entry.mono = readAttributes(names, at: path)
            case ("few", _), ("mono", _): report(path, "\(key) is a list such as [\"bold\", \"reverse\"]")
            default:
                guard let attribute = Self.attributes[key] else {
                    report(
                        path,
                        "\(key) is not known; a role has text, ground, bold, dim, underline, italic, reverse, few and mono"
                    )
                    continue
                }
                guard case .flag(let isOn) = value else {
                    report(path, "\(key) is true or false")
                    continue
                }
                if isOn { entry.attributes.insert(attribute) }
            }
        }
        return entry
    }

    private mutating func readColor(_ value: JSON5Value, at path: [String]) -> ThemeColor? {
        guard case .text(let text) = value else {
            report(path, "a colour is a text")
            return nil
        }
        if let color = palette[text] ?? ThemeColor(parsing: text) { return color }
        report(path, "there is no colour \(text) in the palette")
        return nil
    }

    private mutating func readAttributes(_ names: [JSON5Value], at path: [String]) -> Attributes {
        names.reduce(into: Attributes()) { result, value in
            if case .text(let name) = value, let attribute = Self.attributes[name] {
                result.insert(attribute)
            } else {
                report(path, "the attributes are bold, dim, underline, italic and reverse")
            }
        }
    }

    private mutating func report(_ path: [String], _ message: String) {
        problems.append(ThemeProblem(source: source, line: lines[path], message: message))
    }
}
