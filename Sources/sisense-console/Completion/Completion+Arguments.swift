import ConsoleState
import SisenseClient

/// What may stand where no option does.
extension Completion {
    static func argument(_ line: TypedLine, _ sources: Sources) async -> Completion {
        guard let first = line.plain.first else { return commands }
        if line.plain.count == 1, let group = Usage.groups.first(where: { $0.word == first }) {
            return Completion(
                group.actions.map { action in
                    Offer(action, Usage.commands.first { $0.words == [first, action] }?.about ?? "")
                })
        }
        var found = Completion()
        for command in line.commands {
            let index = line.arguments(of: command).count
            guard let argument = command.argument(at: index) else { continue }
            let next = await offers(for: argument, line, sources)
            found.offers += next.offers
            found.files = found.files ?? next.files
            found.isOpen = found.isOpen || next.isOpen
        }
        return found
    }

    private static var commands: Completion { Completion(Usage.firstWords.map { Offer($0.word, $0.about) }) }

    private static func offers(
        for argument: Usage.Argument, _ line: TypedLine, _ sources: Sources
    ) async -> Completion {
        switch argument {
        case .method:
            let typed = line.text
            // Whoever types small letters means these methods too.
            let isSmall = !typed.isEmpty && typed == typed.lowercased()
            return Completion(OperationPaths.byMethod.map { Offer(isSmall ? $0.method.lowercased() : $0.method) })
        case .path: return paths(line)
        case .list: return Completion(ReadableList.all.map { Offer($0.name, $0.about) })
        case .rows: return await rows(line, sources)
        case .profile: return Completion(sources.profiles())
        case .shell: return Completion(Shell.allCases.map { Offer($0.rawValue) })
        case .page: return Completion(ManualPage.allCases.map { Offer($0.rawValue, $0.about) })
        case .command: return commands
        case .folder: return files(.folders)
        case .folderOrProfile:
            var completion = Completion(sources.profiles())
            completion.files = .folders
            return completion
        case .file: return files(.any)
        case .newName: return Completion()
        }
    }

    /// The paths of the method before it, with a slash at the beginning where one is typed.
    private static func paths(_ line: TypedLine) -> Completion {
        let method = line.plain.last?.uppercased()
        let paths = OperationPaths.byMethod.first { $0.method == method }?.paths ?? []
        let hasSlash = line.text.isEmpty || line.text.hasPrefix("/")
        return Completion(paths.map { Offer(hasSlash ? $0 : String($0.dropFirst())) })
    }

    /// Behind the name of a list: a record of it by name, or the beginning of a filter.
    private static func rows(_ line: TypedLine, _ sources: Sources) async -> Completion {
        guard line.plain.count > 1, let list = ReadableList(line.plain[1]) else { return Completion() }
        let isFirst = line.plain.count == 2
        switch list {
        case .record(let pane) where isFirst: return Completion(await sources.names(pane).map { Offer($0) })
        case .below(let below) where isFirst: return Completion(await sources.names(below.parent).map { Offer($0) })
        case .record: return Completion()
        case .list, .below:
            let terms = columns(line).flatMap { column in
                (column.hasNumbers ? [":", "<", ">"] : [":"]).map { Offer(column.id + $0, column.title) }
            }
            return Completion(terms, isOpen: true)
        }
    }
}

extension Usage.Command {
    /// The kind of an argument by its position; nil where none is taken. The last may come again where it is a filter.
    func argument(at position: Int) -> Usage.Argument? {
        if arguments.indices.contains(position) { return arguments[position] }
        return arguments.last == .rows ? .rows : nil
    }
}
