import ConsoleState
import Foundation
import SisenseClient

/// The files of a folder that describe a server.
enum StateFiles {
    /// Reads those whose names end in `.json`, and nothing below them.
    /// - Throws: `UsageError` for a folder that cannot be read, `StateProblems` for what is in the files.
    static func read(_ folder: String) throws -> StateFolder {
        let url = URL(filePath: folder, directoryHint: .isDirectory)
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: url.path(percentEncoded: false))
        } catch {
            throw UsageError("Could not read the folder \(folder): \(error.localizedDescription)")
        }
        return try StateFolder(
            names.filter { $0.hasSuffix(".json") }.map { name in
                do throws(LocalFile.Problem) {
                    return (name, try LocalFile.read(url.appending(path: name).path(percentEncoded: false)))
                } catch {
                    throw UsageError("\(name): \(error.text).")
                }
            })
    }

    /// The kinds that are named, or all.
    static func kinds(_ names: [String]) throws(UsageError) -> [StateKind] {
        guard !names.isEmpty else { return StateKind.allCases }
        var kinds: [StateKind] = []
        for name in names {
            guard let kind = StateKind(rawValue: name) else {
                let known = StateKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw UsageError("--only takes \(known), not \"\(name)\".")
            }
            kinds.append(kind)
        }
        return kinds
    }
}

/// Writes how a server is set up to files, one for each kind, made to be kept and compared.
struct ExportCommand {
    let arguments: ConnectionSettings.Arguments
    let folder: String
    let kinds: [StateKind]
    let environment: [String: String]

    func run() async -> Int32 {
        do {
            let connection = try Connection(arguments, environment: environment)
            let gaps = GapLog()
            let client = try await connection.signedInClient().readOnly(reason: "export changes nothing").noting(gaps)
            try LocalFile.makeFolder(folder)
            var missing: APIError?
            for kind in kinds {
                let read = await Self.read(kind, client)
                if case .failure(let error) = read, [.notFound, .forbidden].contains(error.kind) {
                    // An older version, or an account without the right: the others are there all the same.
                    Output.error("\(kind.title) left out: \(error.message)")
                    missing = error
                    continue
                }
                let value = try read.get()
                let file = URL(filePath: folder, directoryHint: .isDirectory).appending(path: "\(kind.rawValue).json")
                let path = file.path(percentEncoded: false)
                try LocalFile.write(StateFolder.file(kind, value), to: path, isReplacing: true)
                let count = value.object?.members.count ?? value.array?.count ?? 0
                Output.error("\(path)  \(kind.title), \(count)")
            }
            for gap in gaps.all { Output.error(gap.sentence) }
            return missing?.exitStatus ?? ExitStatus.ok
        } catch let problem as LocalFile.Problem {
            return Failure.report(UsageError("\(folder): \(problem.text)."))
        } catch {
            return Failure.report(error)
        }
    }

    private static func read(_ kind: StateKind, _ client: APIClient) async -> Result<JSONValue, APIError> {
        do throws(APIError) {
            return .success(try await StateExport(client).value(of: kind))
        } catch {
            return .failure(error)
        }
    }
}

/// Says what a server has otherwise than files want it. It changes nothing: the core refuses every write.
struct DiffCommand {
    let options: DiffOptions
    let environment: [String: String]

    func run() async -> Int32 {
        do {
            let folder = try StateFiles.read(options.folder)
            let connection = try Connection(options.arguments, environment: environment)
            let client = try await connection.signedInClient().readOnly(reason: "diff changes nothing")
            let comparison = try await StateComparison(folder, client, isPlanning: false)
            guard comparison.problems.isEmpty else { throw StateProblems(comparison.problems) }
            let differences = comparison.differences
            if options.isJSON {
                try Output.json(JSONWriter.text(.array(differences.map(\.json))))
            } else if !differences.isEmpty {
                try Output.lines(differences.map(\.line).joined(separator: "\n"))
            }
            let server = "\(connection.settings.name)  \(client.server)"
            Output.error(differences.isEmpty ? "The same: \(server)" : "\(differences.count) differ: \(server)")
            return differences.isEmpty || options.exitsZero ? ExitStatus.ok : ExitStatus.differs
        } catch {
            return Failure.report(error)
        }
    }
}

/// Plans the changes that make a server what files want, and writes them to a plan file. Nothing is sent but reads.
struct StatePlanCommand {
    let arguments: ConnectionSettings.Arguments
    let folder: String
    let file: String
    let environment: [String: String]

    func run() async -> Int32 {
        do {
            let wanted = try StateFiles.read(folder)
            let connection = try Connection(arguments, environment: environment)
            try LocalFile.check(file, isReplacing: false)
            let client = try await connection.signedInClient().readOnly(reason: "plan changes nothing")
            let comparison = try await StateComparison(wanted, client, isPlanning: true)
            guard comparison.problems.isEmpty else { throw StateProblems(comparison.problems) }
            guard !comparison.plans.isEmpty else {
                Output.error("The same: nothing to plan.")
                return ExitStatus.ok
            }
            let name = connection.settings.name
            let plan = try PlanFile(comparison.plans, for: client, serverName: name, at: Date())
            try LocalFile.write(plan.data, to: file)
            Output.error(PlanText(comparison.plans, on: "\(name)  \(client.server)").summary.joined(separator: "\n"))
            for sentence in comparison.later { Output.error(sentence) }
            Output.error(
                "\(comparison.plans.count) in \(file). Nothing was sent; sisense-console apply sends it.")
            return ExitStatus.ok
        } catch let problem as LocalFile.Problem {
            return Failure.report(UsageError("\(file): \(problem.text)."))
        } catch {
            return Failure.report(error)
        }
    }
}

/// The options of `diff`.
struct DiffOptions {
    let arguments: ConnectionSettings.Arguments
    let folder: String
    let isJSON: Bool
    /// True to end with 0 whether there are differences or not.
    let exitsZero: Bool
}
