/// Makes a ``Theme`` of a file's members and collects what is wrong with them.
struct ThemeReader {
    let source: String
    private(set) var problems: [ThemeProblem] = []
    private var palette: [String: ThemeColor] = [:]

    private static let attributes: [String: Attributes] = [
        "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse, "italic": .italic,
    ]

    private static let roles = Dictionary(uniqueKeysWithValues: Role.allCases.map { ("\($0)", $0) })

    init(source: String) {
        self.source = source
    }

    mutating func read(_ members: [JSON5Node.Member]) -> Theme {
        var about = ""
        var entries: [Role: Theme.Entry] = [:]
        reportRepeats(members)
        // The palette first, wherever it stands.
        for member in members where member.key == "palette" { readPalette(member) }
        for member in members {
            switch (member.key, member.value.value) {
            case ("palette", _): break
            case ("about", .text(let text)): about = text
            case ("roles", .object(let roles)): entries = readRoles(roles)
            case ("about", _): report(member, "about is a text")
            case ("roles", _): report(member, "roles is an object in braces")
            default: report(member, "\(member.key) is not known; a theme has about, palette and roles")
            }
        }
        problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
        return Theme(name: source, about: about, entries: entries)
    }

    private mutating func readPalette(_ member: JSON5Node.Member) {
        guard case .object(let colors) = member.value.value else {
            return report(member, "palette is an object in braces")
        }
        reportRepeats(colors)
        for color in colors {
            if case .text(let text) = color.value.value, let value = ThemeColor(parsing: text) {
                palette[color.key] = value
            } else {
                report(color, "\(color.key) is no colour; write \"#rrggbb\", \"#rrggbb 117 brightBlue\" or \"default\"")
            }
        }
    }

    private mutating func readRoles(_ members: [JSON5Node.Member]) -> [Role: Theme.Entry] {
        var entries: [Role: Theme.Entry] = [:]
        reportRepeats(members)
        for member in members {
            guard let role = Self.roles[member.key] else {
                report(member, "there is no role \(member.key)")
                continue
            }
            guard case .object(let fields) = member.value.value else {
                report(member, "\(member.key) is an object in braces")
                continue
            }
            let entry = readEntry(fields)
            if let text = entry.text, text.xterm != nil, text == entry.ground {
                report(member, "\(member.key) has text and ground of one colour, so nothing is seen")
            }
            entries[role] = entry
        }
        return entries
    }

    private mutating func readEntry(_ fields: [JSON5Node.Member]) -> Theme.Entry {
        var entry = Theme.Entry()
        reportRepeats(fields)
        for field in fields {
            switch (field.key, field.value.value) {
            case ("text", _): entry.text = readColor(field)
            case ("ground", _): entry.ground = readColor(field)
            case ("few", _): entry.few = readAttributes(field)
            case ("mono", _): entry.mono = readAttributes(field)
            case (let key, .flag(let isOn)) where Self.attributes[key] != nil:
                if isOn, let attribute = Self.attributes[key] { entry.attributes.insert(attribute) }
            case (let key, _) where Self.attributes[key] != nil: report(field, "\(key) is true or false")
            default:
                let known = "text, ground, bold, dim, underline, italic, reverse, few and mono"
                report(field, "\(field.key) is not known; a role has \(known)")
            }
        }
        return entry
    }

    private mutating func readColor(_ field: JSON5Node.Member) -> ThemeColor? {
        guard case .text(let text) = field.value.value else {
            report(field, "a colour is a text")
            return nil
        }
        if let color = palette[text] ?? ThemeColor(parsing: text) { return color }
        report(field, "\"\(text)\" is neither in the palette nor a colour such as \"#rrggbb\"")
        return nil
    }

    private mutating func readAttributes(_ field: JSON5Node.Member) -> Attributes? {
        guard case .list(let names) = field.value.value else {
            report(field, "\(field.key) is a list such as [\"bold\", \"reverse\"]")
            return nil
        }
        return names.reduce(into: Attributes()) { result, node in
            if case .text(let name) = node.value, let attribute = Self.attributes[name] {
                result.insert(attribute)
            } else {
                let line = node.line
                problems.append(
                    ThemeProblem(
                        source: source, line: line,
                        message: "the attributes are bold, dim, underline, italic and reverse"))
            }
        }
    }

    /// Of members with one name the last counts.
    private mutating func reportRepeats(_ members: [JSON5Node.Member]) {
        var names: Set<String> = []
        for member in members where !names.insert(member.key).inserted {
            report(member, "\(member.key) is there twice; this one counts")
        }
    }

    private mutating func report(_ member: JSON5Node.Member, _ message: String) {
        problems.append(ThemeProblem(source: source, line: member.line, message: message))
    }
}
