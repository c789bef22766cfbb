import ConsoleState
import LocalServer
import SisenseClient
import TerminalKit

/// What may stand behind an option.
extension Completion {
    static func values(of option: Usage.Option, _ line: TypedLine, _ sources: Sources) -> Completion {
        switch option.value {
        case nil, .text, .number, .header: return Completion()
        case .profile: return Completion(sources.profiles())
        case .theme: return Completion(Theme.builtIn.map { Offer($0.name) })
        case .choice(_, let choices): return Completion(choices.map { Offer($0) })
        case .file: return files(.any)
        case .folder: return files(.folders)
        case .pair(let pair): return names(of: pair, line)
        case .list(let list): return items(of: list, line)
        }
    }

    static func files(_ files: Files) -> Completion {
        var completion = Completion()
        completion.files = files
        return completion
    }

    /// The names before the `=`; behind it, the values where only some are taken.
    private static func names(of pair: Usage.Pair, _ line: TypedLine) -> Completion {
        let known = inputs(of: pair, line)
        guard let equals = line.text.firstIndex(of: "=") else {
            return Completion(known.map { Offer("\($0.name)=", $0.about) }, isOpen: true)
        }
        let name = line.text[..<equals]
        return Completion(known.first { $0.name == name }?.choices.map { Offer("\(name)=\($0)") } ?? [])
    }

    private typealias Input = (name: String, about: String, choices: [String])

    private static func inputs(of pair: Usage.Pair, _ line: TypedLine) -> [Input] {
        switch pair {
        case .profileKey:
            return ProfileKey.allCases.map { ($0.rawValue, $0.about, []) }
        case .query:
            return parameters(.query, line)
        case .form:
            return parameters(.form, line)
        case .member:
            guard let operation = operation(line) else { return [] }
            let members = operation.body.flatMap { BodyShape($0.meaning) }?.members ?? []
            return parameters(.form, line) + members.map { ($0.name, $0.hint, $0.choices) }
        }
    }

    private static func parameters(_ location: Parameter.Location, _ line: TypedLine) -> [Input] {
        (operation(line)?.parameters ?? []).filter { $0.location == location }.map { parameter in
            (parameter.name, parameter.meaning, parameter.kind == .boolean ? ["true", "false"] : parameter.choices)
        }
    }

    /// The operation that the method and the path of the line name.
    private static func operation(_ line: TypedLine) -> SisenseClient.Operation? {
        guard line.plain.count > 2, let method = HTTPMethod(rawValue: line.plain[1].uppercased()) else { return nil }
        return try? TypedPath(line.plain[2]).operation(method).operation
    }

    /// The items of a list with commas: those that do not stand there yet.
    private static func items(of list: Usage.ItemList, _ line: TypedLine) -> Completion {
        let names: [Offer]
        switch list {
        case .columns, .order:
            let id = list == .columns ? [Offer("id", "the id of the record")] : []
            names = id + columns(line).map { Offer($0.id, $0.title) }
        case .kinds: names = StateKind.allCases.map { Offer($0.rawValue) }
        case .profileKeys: names = ProfileKey.allCases.map { Offer($0.rawValue, $0.about) }
        }
        let parts = line.text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let (given, last) = (parts.dropLast(), parts.last ?? "")
        let mark = list == .order && last.hasPrefix("-") ? "-" : ""
        let before = given.map { $0 + "," }.joined() + mark
        let used = Set(given.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 })
        return Completion(names.filter { !used.contains($0.word) }.map { Offer(before + $0.word, $0.about) })
    }

    /// The columns of the list that the line reads.
    static func columns(_ line: TypedLine) -> [ListColumn] {
        guard line.plain.count > 1, let list = ReadableList(line.plain[1]) else { return [] }
        return list.feature?.columns ?? []
    }
}
