import ConsoleState
import ConsoleUI
import Foundation
import SisenseClient

/// Reads a list or a record as the console does, and writes it to standard output.
struct GetCommand {
    let options: GetOptions
    let environment: [String: String]

    func run() async -> ExitStatus {
        do {
            switch options.subject {
            case .schema(let list, let word): return try SchemaOutput(options.format).write(list, named: word)
            case .names: return try SchemaOutput(options.format).writeNames()
            case .list, .record, .below: break
            }
            let configuration = ConfigurationFile.read(environment: environment, [.timeZone])
            LocalTime.choose(ConsoleSettings(configuration, environment: environment).timeZone.value)
            let connection = try Connection(options.arguments, environment: environment)
            // A list that is asked for wrongly is refused before anybody signs in.
            let columns = try options.subject.list.map { try reading($0) }
            let client = try await connection.signedInClient()
            let context = try await WorkContext.signedIn(
                Dependencies(
                    client: client, signIn: connection.signIn, audit: connection.audit(onError: Output.error)))
            switch options.subject {
            case .list(let pane):
                guard let list = pane.ownList, let columns else { return ExitStatus.failed }
                return try await write(columns, of: list, context)
            case .record(let pane, let name):
                guard let list = pane.ownList else { return ExitStatus.failed }
                let found = try await RecordSearch(name, in: list).find(context)
                return try RecordOutput(options.format).write(try await ReadRecord(found.id, in: list, context), found)
            case .below(let below, let name):
                guard let parent = below.parent.ownList else { return ExitStatus.failed }
                let found = try await RecordSearch(name, in: parent).find(context)
                let list = below.list(of: found.id, name: found.name)
                return try await write(try reading(list), of: list, context)
            case .schema, .names: return ExitStatus.done
            }
        } catch let problem as ListReading.Problem {
            return Failure.report(UsageError(problem.description))
        } catch {
            return Failure.report(error)
        }
    }

    /// The list as it is wished; a form for programs has all columns unless some are named.
    private func reading(_ list: ListFeature) throws(ListReading.Problem) -> ListReading {
        var wishes = options.wishes
        if case .shown = wishes.columns {
            switch options.format {
            case .table, .markdown: break
            case .wide, .json, .jsonLines, .csv, .yaml: wishes.columns = .all
            case .name: wishes.columns = .named(list.columns.filter(\.isName).map(\.id))
            case .id: wishes.columns = .named(["id"])
            }
        }
        return try ListReading(list, wishes, now: Date())
    }

    private func write(_ reading: ListReading, of list: ListFeature, _ context: WorkContext) async throws -> ExitStatus
    {
        let areNamed = if case .named = options.wishes.columns { true } else { false }
        let output = RowOutput(options.format, reading.columns, areNamed: areNamed)
        let gaps = try await reading.read(context) { await output.write($0) }
        try await output.end()
        for gap in gaps { Output.error(gap) }
        let left = await output.left.map { $0.lowercased() }
        if !left.isEmpty { Output.error("No room for \(left.joined(separator: ", ")); -o wide shows all.") }
        if await output.isEmpty, options.format == .table || options.format == .wide {
            Output.error(options.wishes.filter.isEmpty ? "No \(list.noun)." : "None of the \(list.noun) matches.")
        }
        return ExitStatus.done
    }
}

extension GetOptions.Subject {
    /// The list whose columns are known before anything is read.
    fileprivate var list: ListFeature? {
        switch self {
        case .list(let pane): pane.ownList
        case .record, .schema, .names: nil
        case .below(let below, _): below.list(of: "", name: "")
        }
    }
}
