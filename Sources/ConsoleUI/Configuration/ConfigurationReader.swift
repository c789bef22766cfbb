import ConsoleState
package import Foundation
import JSONDocument
import SisenseClient
import TerminalKit

extension Configuration {
    /// The configuration that a file holds, as far as it is right; what is not is among its problems.
    /// - Parameters:
    ///   - themes: The names of the themes there are.
    ///   - keys: The keys that are asked for. No others are looked at: a call has no use for the keys of commands.
    package init(_ data: Data, themes: [String], keys: [ConfigurationKey] = ConfigurationKey.allCases) {
        do throws(JSON5Document.Fault) {
            var reader = ConfigurationReader(try JSON5Document(data), themes: themes, wanted: Set(keys))
            reader.read()
            self = reader.configuration
        } catch {
            self.init()
            problems = [ConfigurationProblem(line: error.line, path: JSONPath(), message: error.message)]
        }
    }
}

/// Takes the keys of the file one by one, and notes what is wrong with them.
struct ConfigurationReader {
    private let document: JSON5Document
    private let themes: [String]
    private let wanted: Set<ConfigurationKey>
    var configuration = Configuration()
    /// Where commands of the person say what key they want.
    private var keyPaths: [String: JSONPath] = [:]

    init(_ document: JSON5Document, themes: [String], wanted: Set<ConfigurationKey>) {
        (self.document, self.themes, self.wanted) = (document, themes, wanted)
    }

    /// A value of the file and where it stands.
    struct Field {
        let path: JSONPath
        let key: String
        let value: JSONValue
    }

    mutating func read() {
        guard let root = document.value.object else {
            return report(JSONPath(), "the configuration must be an object in braces")
        }
        for (path, _) in document.repeated { report(path, "it is set twice; this line counts") }
        let names = ConfigurationKey.allCases.map(\.rawValue)
        var chosenKeys: Field?
        for field in fields(of: root, at: JSONPath()) {
            guard let key = ConfigurationKey(rawValue: field.key) else {
                report(field.path, "there is no such key.\(NearestName.question(field.key, among: names))")
                continue
            }
            guard wanted.contains(key) else { continue }
            // Commands of the person may be given keys as well, wherever they stand.
            if key == .keys { chosenKeys = field } else { take(key, field) }
        }
        if let chosenKeys { take(.keys, chosenKeys) }
        bindKeys()
        configuration.problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    }

    private mutating func take(_ key: ConfigurationKey, _ field: Field) {
        let before = configuration.problems.count
        let text: String?
        switch key {
        case .theme:
            configuration.theme = name(field, among: themes, "theme")
            text = configuration.theme
        case .pane:
            configuration.pane = name(field, among: Panes.all.map(\.rawValue), "pane").flatMap(PaneID.init)
            text = configuration.pane?.rawValue
        case .refresh:
            text = takeRefresh(field)
        case .timeZone:
            configuration.timeZone = string(field).flatMap { name in
                let zone = TimeZone(identifier: name)
                if zone == nil { report(field.path, "no time zone has the name \"\(name)\"") }
                return zone
            }
            text = configuration.timeZone?.identifier
        case .times:
            configuration.times = name(field, among: TimeForm.allCases.map(\.rawValue), "form").flatMap(TimeForm.init)
            text = configuration.times?.rawValue
        case .columns:
            configuration.columns = columns(field)
            text = configuration.columns.keys.map(\.rawValue).sorted().joined(separator: ", ")
        case .mouse:
            configuration.usesMouse = flag(field)
            text = configuration.usesMouse.map { "\($0)" }
        case .editor:
            configuration.editor = string(field)
            text = configuration.editor
        case .limits:
            text = takeLimits(field)
        case .log:
            configuration.log = string(field)
            text = configuration.log
        case .keys:
            text = takeKeys(field)
        case .commands:
            configuration.commands = members(field).compactMap { command($0) }
            text = configuration.commands.map(\.name).joined(separator: ", ")
        case .views:
            configuration.views = members(field).compactMap { view($0) }.sorted { $0.name < $1.name }
            text = configuration.views.map(\.name).joined(separator: ", ")
        }
        guard let text, !text.isEmpty || configuration.problems.count == before else { return }
        configuration.lines[key] = document.line(of: field.path)
        configuration.texts[key] = text
    }

    // MARK: Values

    func fields(of object: JSONObject, at path: JSONPath) -> [Field] {
        object.members.map { Field(path: path.appending(.member($0.key)), key: $0.key, value: $0.value) }
    }

    /// The members of an object; none where it is something else, which is said.
    mutating func members(_ field: Field) -> [Field] {
        guard case .object(let object) = field.value else {
            report(field.path, "expected an object in braces, not \(Self.kind(field.value))")
            return []
        }
        return fields(of: object, at: field.path)
    }

    mutating func string(_ field: Field) -> String? {
        guard let text = field.value.string, !text.isEmpty else {
            let found = field.value.string == nil ? Self.kind(field.value) : "an empty one"
            report(field.path, "expected a text in quotes, not \(found)")
            return nil
        }
        return text
    }

    mutating func flag(_ field: Field) -> Bool? {
        if field.value.bool == nil { report(field.path, "expected true or false, not \(Self.kind(field.value))") }
        return field.value.bool
    }

    /// A list of texts; nil where one of them is none.
    mutating func strings(_ field: Field) -> [String]? {
        guard let items = field.value.array else {
            report(field.path, "expected a list in brackets, not \(Self.kind(field.value))")
            return nil
        }
        var texts: [String] = []
        for (index, item) in items.enumerated() {
            let path = field.path.appending(.item(index))
            guard let text = string(Field(path: path, key: "", value: item)) else { return nil }
            texts.append(text)
        }
        return texts
    }

    mutating func name(_ field: Field, among names: [String], _ what: String) -> String? {
        guard let text = string(field) else { return nil }
        if names.contains(text) { return text }
        report(field.path, "no \(what) has the name \"\(text)\".\(NearestName.question(text, among: names))")
        return nil
    }

    /// The list that a name stands for, one that opens by its name.
    mutating func list(_ field: Field) -> ListFeature? {
        let lists = Panes.all.filter { $0.ownList != nil }.map(\.rawValue)
        return name(field, among: lists, "list").flatMap(PaneID.init)?.ownList
    }

    /// Names of columns of a list, each with a minus before it where that means something.
    mutating func columnNames(_ field: Field, of list: ListFeature, allowsMinus: Bool = false) -> [String]? {
        guard let names = strings(field) else { return nil }
        let known = list.columns.map(\.id)
        for (index, name) in names.enumerated() {
            let id = allowsMinus && name.hasPrefix("-") ? String(name.dropFirst()) : name
            guard known.contains(id) else {
                report(
                    field.path.appending(.item(index)),
                    "\(list.pane.rawValue) has no column \"\(id)\".\(NearestName.question(id, among: known))")
                return nil
            }
        }
        if names.isEmpty { report(field.path, "it names no column") }
        return names.isEmpty ? nil : names
    }

    mutating func report(_ path: JSONPath, _ message: String) {
        configuration.problems.append(
            ConfigurationProblem(line: document.line(of: path), path: path, message: message))
    }

    private static func kind(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }

    // MARK: Keys with parts

    private mutating func takeRefresh(_ field: Field) -> String? {
        guard let text = string(field) else { return nil }
        guard let interval = RefreshInterval(typed: text) else {
            let least = RefreshInterval(AutoRefreshState.leastInterval).typed
            report(field.path, "\"\(text)\" is no time of \(least) or more, nor off")
            return nil
        }
        configuration.refresh = ConfiguredInterval(interval: interval.interval)
        return interval.typed
    }

    private mutating func columns(_ field: Field) -> [PaneID: [String]] {
        var all: [PaneID: [String]] = [:]
        for member in members(field) {
            let name = Field(path: member.path, key: "", value: .string(member.key))
            guard let list = list(name), let names = columnNames(member, of: list) else { continue }
            all[list.pane] = names
        }
        return all
    }

    private mutating func takeLimits(_ field: Field) -> String {
        var texts: [String] = []
        let names = ConfiguredLimit.allCases.map(\.rawValue)
        for member in members(field) {
            guard let limit = ConfiguredLimit(rawValue: member.key) else {
                report(member.path, "there is no such limit.\(NearestName.question(member.key, among: names))")
                continue
            }
            guard case .number(let digits) = member.value, let number = digits.integer, limit.range.contains(number)
            else {
                report(
                    member.path,
                    "expected a whole number from \(limit.range.lowerBound) to \(limit.range.upperBound)")
                continue
            }
            switch limit {
            case .answerSeconds: configuration.limits.answer = .seconds(number)
            case .answerMegabytes: configuration.limits.body = number << 20
            case .connections: configuration.limits.connections = number
            }
            texts.append("\(limit.rawValue) \(number)")
        }
        configuration.limits.source = Configuration.fileName
        return texts.joined(separator: ", ")
    }

    /// The member of `keys` that names a preset and no command.
    private static let preset = "preset"

    /// The text of it is made once it is known which keys can be.
    private mutating func takeKeys(_ field: Field) -> String {
        let commands = CommandTable.builtIn + configuration.commands.flatMap(Command.own)
        for member in members(field) {
            if member.key == Self.preset {
                let presets = KeyPreset.allCases.map(\.rawValue)
                configuration.keys.preset = name(member, among: presets, "preset").flatMap(KeyPreset.init) ?? .vim
                continue
            }
            guard let id = commandID(member, among: commands), let keys = keyStrokes(member) else { continue }
            configuration.keys.bindings.append(KeyMap.Binding(id, keys, at: member.path))
        }
        return "preset \(configuration.keys.preset.rawValue)"
    }

    /// The id of the command that a member is about: by its id, or by the name that is typed where that is clear.
    private mutating func commandID(_ field: Field, among commands: [Command]) -> String? {
        if commands.contains(where: { $0.id == field.key }) { return field.key }
        let named = commands.filter { $0.name == field.key }.map(\.id)
        if named.count == 1 { return named[0] }
        if named.isEmpty {
            let question = NearestName.question(field.key, among: commands.map(\.id))
            report(field.path, "no command has the name \"\(field.key)\".\(question)")
        } else {
            report(field.path, "several commands have this name: \(named.prefix(6).joined(separator: ", "))")
        }
        return nil
    }

    private mutating func keyStrokes(_ field: Field) -> [KeyStroke]? {
        let texts: [String]
        if let text = field.value.string {
            texts = text.split(separator: " ").map(String.init)
        } else {
            guard let items = strings(field) else { return nil }
            texts = items
        }
        var keys: [KeyStroke] = []
        for text in texts {
            guard let key = KeyStroke(parsing: text) else {
                report(field.path, "\"\(text)\" is no key; keys are written as \(Self.sampleKeys)")
                return nil
            }
            keys.append(key)
        }
        return keys
    }

    /// Keys of each kind, as they are written.
    private static let sampleKeys = [
        KeyStroke("x"), .control("x"), KeyStroke("x", .alt), KeyStroke(.function(2)), KeyStroke(.pageDown),
        KeyStroke(" "),
    ].map(\.description).joined(separator: ", ")

    private mutating func bindKeys() {
        guard configuration.keys != KeyMap() || !configuration.commands.isEmpty else { return }
        let own = configuration.commands.flatMap { own in
            Command.own(own).map { KeyMap.OwnKeys($0, at: keyPaths[own.name] ?? JSONPath()) }
        }
        let (commands, problems) = configuration.keys.applied(to: CommandTable.builtIn, own: own)
        configuration.table = CommandSet(commands)
        var said: Set<JSONPath> = []
        for problem in problems where said.insert(problem.path).inserted { report(problem.path, problem.message) }
        guard configuration.lines[.keys] != nil else { return }
        let bound = configuration.keys.bindings.filter { !said.contains($0.path) }.map(\.command)
        configuration.texts[.keys] = (["preset \(configuration.keys.preset.rawValue)"] + bound).joined(separator: ", ")
    }

    /// Remembers where a command of the person asks for a key.
    mutating func noteKey(of name: String, at path: JSONPath) { keyPaths[name] = path }
}
