import ConsoleState
package import JSONDocument
package import TerminalKit

/// The keys that a person gives to commands, by the names of the commands.
package struct KeyMap: Sendable, Equatable {
    /// New keys of a command; none take all of its own away.
    package struct Binding: Sendable, Equatable {
        /// The id of the command, as `list.filter`.
        package let command: String
        package let keys: [KeyStroke]
        /// Where the configuration says so.
        package let path: JSONPath

        package init(_ command: String, _ keys: [KeyStroke], at path: JSONPath = JSONPath()) {
            (self.command, self.keys, self.path) = (command, keys, path)
        }
    }

    package var preset = KeyPreset.vim
    package var bindings: [Binding] = []

    package init() {}

    /// A binding that cannot be, and why.
    package struct Problem: Sendable, Equatable {
        package let path: JSONPath
        package let message: String
    }
}

extension KeyMap {
    /// The commands with the keys of this map. What cannot be leaves a command the keys it had.
    /// - Parameter own: Commands of the person, whose keys are choices as well.
    package func applied(to builtIn: [Command], own: [OwnKeys] = []) -> (commands: [Command], problems: [Problem]) {
        var table = KeyAssignment(builtIn.map(preset.applied), own: own.map(\.command))
        for binding in bindings { table.bind(binding) }
        for keys in own where !keys.command.keys.isEmpty { table.check(keys) }
        table.settle()
        return (table.commands, table.problems)
    }

    /// A command of the person with the keys it asks for.
    package struct OwnKeys: Sendable {
        package let command: Command
        package let path: JSONPath

        package init(_ command: Command, at path: JSONPath) { (self.command, self.path) = (command, path) }
    }
}

/// Gives keys to commands, and takes those back that would be in the way of others.
private struct KeyAssignment {
    private(set) var commands: [Command]
    private(set) var problems: [KeyMap.Problem] = []
    private let usual: [String: [KeyStroke]]
    /// The commands whose keys were chosen, in the order they were, with where that is said.
    private var chosen: [(index: Int, path: JSONPath)] = []

    init(_ builtIn: [Command], own: [Command]) {
        commands = builtIn + own
        usual = Dictionary(builtIn.map { ($0.id, $0.keys) }) { first, _ in first }
    }

    mutating func bind(_ binding: KeyMap.Binding) {
        guard let index = commands.firstIndex(where: { $0.id == binding.command }) else { return }
        let command = commands[index]
        guard !command.scope.keepsItsKeys else {
            return report(binding.path, "the keys of \(command.id) cannot be changed: they keep a change from slipping")
        }
        if let problem = binding.keys.lazy.compactMap({ Self.problem($0, in: command.scope) }).first {
            return report(binding.path, problem)
        }
        let kept = command.keys.filter(KeyStroke.safe.contains)
        commands[index].keys = command.isEscape ? kept + binding.keys : binding.keys + kept
        chosen.append((index, binding.path))
    }

    mutating func check(_ keys: KeyMap.OwnKeys) {
        guard let index = commands.firstIndex(where: { $0.id == keys.command.id }) else { return }
        if let problem = keys.command.keys.lazy.compactMap({ Self.problem($0, in: keys.command.scope) }).first {
            commands[index].keys = []
            return report(keys.path, problem)
        }
        chosen.append((index, keys.path))
    }

    private static func problem(_ key: KeyStroke, in scope: Scope) -> String? {
        if KeyStroke.safe.contains(key) { return "\(key) always leads out and cannot be given away" }
        if KeyStroke.ofTerminal.contains(key) { return "\(key) belongs to the terminal" }
        if scope.takesText, key.typedCharacter != nil { return "\(key) is typed there and cannot be a key" }
        return nil
    }

    /// Takes chosen keys back that another command has where both can be reached, the last chosen first, until none is
    /// in the way of another.
    mutating func settle() {
        while let clash = clash() {
            let (index, path) = chosen.remove(at: clash.chosen)
            let command = commands[index]
            let keeps = command.isOwn ? "it has no key" : "it keeps its own"
            report(
                path,
                "\(clash.key) is the key of \(commands[clash.other].id) already; \(command.id) cannot have it, "
                    + "so \(keeps)")
            commands[index].keys = command.isOwn ? [] : usual[command.id] ?? []
        }
    }

    private func clash() -> (chosen: Int, key: KeyStroke, other: Int)? {
        for position in chosen.indices.reversed() {
            let command = commands[chosen[position].index]
            for key in command.keys where !KeyStroke.safe.contains(key) {
                let other = commands.firstIndex { other in
                    other.id != command.id && other.keys.contains(key) && other.scope.meets(command.scope)
                        // What a command shadowed before it may go on shadowing.
                        && !(usual[command.id]?.contains(key) == true && usual[other.id]?.contains(key) == true)
                }
                if let other { return (position, key, other) }
            }
        }
        return nil
    }

    private mutating func report(_ path: JSONPath, _ message: String) {
        problems.append(KeyMap.Problem(path: path, message: message))
    }
}

extension KeyStroke {
    /// The keys that lead out of everything, which nobody may lose.
    fileprivate static let safe: Set<KeyStroke> = [KeyStroke(.escape), .control("c")]
    /// Suspends the program, and draws everything again.
    fileprivate static let ofTerminal: Set<KeyStroke> = [.control("z"), .control("l")]
}

extension Scope {
    /// True where a change, a token or the way out is decided: habits learned elsewhere must not be wrong here.
    fileprivate var keepsItsKeys: Bool {
        switch self {
        case .confirmation, .run, .quit, .conflict, .newToken, .signIn, .pendingOperation, .autoRevert: true
        case .console, .list, .pane, .detail, .answer, .jsonTree, .filter, .search, .picker, .columnPicker,
            .originEntry, .results, .form, .formPreview, .formTest, .tree, .shareViewers, .connectionFailed, .menu,
            .actions, .keyPage, .copy, .answerCopy, .calls, .valueCopy, .messages:
            false
        }
    }

    /// True where letters are typed, or run lines by themselves.
    fileprivate var takesText: Bool {
        switch self {
        case .filter, .search, .picker, .columnPicker, .originEntry, .form, .formPreview, .formTest, .signIn, .menu,
            .actions:
            true
        case .console, .list, .pane, .detail, .answer, .jsonTree, .confirmation, .run, .results, .tree, .shareViewers,
            .connectionFailed, .keyPage, .newToken, .conflict, .pendingOperation, .autoRevert, .copy, .answerCopy,
            .calls, .valueCopy, .messages, .quit:
            false
        }
    }

    /// True when keys of both may be looked up for the same press.
    fileprivate func meets(_ other: Scope) -> Bool {
        if self == other { return true }
        return isTogether(with: other) || other.isTogether(with: self)
    }

    private func isTogether(with other: Scope) -> Bool {
        switch self {
        case .console, .autoRevert, .pendingOperation:
            switch other {
            case .console, .list, .pane, .detail, .answer, .jsonTree, .tree, .shareViewers, .connectionFailed,
                .autoRevert, .pendingOperation:
                true
            default: false
            }
        case .pane(let pane):
            switch other {
            case .list, .detail, .jsonTree: true
            case .tree: pane == .dashboards
            case .shareViewers: pane == .shares
            default: false
            }
        case .detail, .answer: other == .jsonTree
        case .form: other == .formTest || other == .formPreview
        case .picker: other == .columnPicker
        default: false
        }
    }
}
