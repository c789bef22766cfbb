import ConsoleState
import JSONDocument
import SisenseClient
import TerminalKit

/// The entries that have a name and members of their own: commands of the person, and views.
extension ConfigurationReader {
    mutating func command(_ field: Field) -> OwnCommand? {
        guard let problem = SavedView.problem(ofName: field.key) else { return namedCommand(field) }
        report(field.path, problem)
        return nil
    }

    private mutating func namedCommand(_ field: Field) -> OwnCommand? {
        var (words, panes): ([CommandWord]?, [PaneID]) = (nil, [])
        var (label, help, key): (String?, String?, String?) = (nil, nil, nil)
        var (confirms, isReading, usesTerminal): (Bool?, Bool?, Bool?) = (nil, nil, nil)
        let names = OwnCommandKey.allCases.map(\.rawValue)
        let before = configuration.problems.count
        for member in members(field) {
            guard let part = OwnCommandKey(rawValue: member.key) else {
                report(member.path, "a command has no such part.\(NearestName.question(member.key, among: names))")
                continue
            }
            switch part {
            case .run: words = self.words(member)
            case .label: label = string(member)
            case .help: help = string(member)
            case .lists: panes = lists(member)
            case .key:
                key = string(member).flatMap { text in
                    if KeyStroke(parsing: text) == nil { report(member.path, "\"\(text)\" is no key") }
                    return KeyStroke(parsing: text)?.description
                }
                noteKey(of: field.key, at: member.path)
            case .confirm: confirms = flag(member)
            case .reads: isReading = flag(member)
            case .terminal: usesTerminal = flag(member)
            }
        }
        guard let words else {
            if configuration.problems.count == before {
                report(field.path, "it has no \"\(OwnCommandKey.run.rawValue)\", the program and its arguments")
            }
            return nil
        }
        // One that is not as it was meant must not run.
        guard configuration.problems.count == before else { return nil }
        let command = OwnCommand(
            field.key, label: label ?? field.key, help: help ?? "", panes: panes, keys: key ?? "", words: words,
            confirms: confirms ?? true, isReading: isReading ?? false, usesTerminal: usesTerminal ?? false)
        return isClear(command, at: field.path) ? command : nil
    }

    private mutating func words(_ field: Field) -> [CommandWord]? {
        guard let texts = strings(field) else { return nil }
        var words: [CommandWord] = []
        for (index, text) in texts.enumerated() {
            do throws(CommandWordProblem) {
                words.append(try CommandWord(text))
            } catch {
                report(field.path.appending(.item(index)), error.text)
                return nil
            }
        }
        guard let program = words.first, program.isLiteral else {
            report(field.path, "the first word is the program, which no record may choose")
            return nil
        }
        if let script = Self.script(texts, words) {
            report(
                field.path.appending(.item(script)),
                "a shell would run what a record says: name it \"$1\" here, and let it follow as a word of its own")
            return nil
        }
        return words
    }

    /// The place of a word with a value of a record that a shell would run, as in `["sh", "-c", "echo {name}"]`; nil where
    /// there is none.
    private static func script(_ texts: [String], _ words: [CommandWord]) -> Int? {
        for (index, text) in texts.enumerated() {
            switch text.split(separator: "/").last {
            case "sh", "bash", "dash", "zsh", "ksh", "fish", "su", "runuser":
                let option = texts[index...].firstIndex { $0 == "--command" || $0.hasPrefix("-") && $0.hasSuffix("c") }
                guard let script = option.map({ $0 + 1 }), script < words.count else { return nil }
                return words[script].isLiteral ? nil : script
            // The shell of the other machine runs all that follows.
            case "ssh", "eval": return words[index...].firstIndex { !$0.isLiteral }
            default: continue
            }
        }
        return nil
    }

    private mutating func lists(_ field: Field) -> [PaneID] {
        guard let names = strings(field) else { return [] }
        return names.enumerated().compactMap { index, name in
            let item = Field(path: field.path.appending(.item(index)), key: "", value: .string(name))
            return list(item)?.pane
        }
    }

    /// True when its values are columns of its lists, and its name is that of no other command there.
    private mutating func isClear(_ command: OwnCommand, at path: JSONPath) -> Bool {
        let columns = command.values.filter { name in
            !OwnCommand.sessionValues.contains(name) && name != OwnCommand.recordID
        }
        for pane in command.panes {
            let known = pane.list?.columns.map(\.id) ?? []
            if let name = columns.first(where: { !known.contains($0) }) {
                report(
                    path, "\(pane.rawValue) has no column \"\(name)\".\(NearestName.question(name, among: known))")
                return false
            }
        }
        let scopes = Command.own(command).map(\.scope) + [.console, .list]
        if let other = CommandTable.builtIn.first(where: { $0.name == command.name && scopes.contains($0.scope) }) {
            report(path, "\(other.id) has the name \(command.name) already; choose another")
            return false
        }
        return true
    }

    mutating func view(_ field: Field) -> SavedView? {
        if let problem = SavedView.problem(ofName: field.key) {
            report(field.path, problem)
            return nil
        }
        let before = configuration.problems.count
        let parts = members(field)
        let names = ViewKey.allCases.map(\.rawValue)
        for part in parts where ViewKey(rawValue: part.key) == nil {
            report(part.path, "a view has no such part.\(NearestName.question(part.key, among: names))")
        }
        func part(_ key: ViewKey) -> Field? { parts.first { $0.key == key.rawValue } }
        guard let pane = part(.pane) else {
            if configuration.problems.count == before {
                report(field.path, "it has no \"\(ViewKey.pane.rawValue)\", the name of a list")
            }
            return nil
        }
        guard let list = list(pane) else { return nil }
        let filter = part(.filter).flatMap { string($0) }
        let columns = part(.columns).flatMap { columnNames($0, of: list) }
        let sort = part(.sort).flatMap { columnNames($0, of: list, allowsMinus: true) }
        if let sort, sort.count > SavedView.mostSorted, let field = part(.sort) {
            report(field.path, "rows are sorted by \(SavedView.mostSorted) columns at the most")
        }
        guard configuration.problems.count == before else { return nil }
        return SavedView(
            field.key, of: list.pane, filter: filter ?? "", columns: columns, sort: sort ?? [], isConfigured: true)
    }
}
