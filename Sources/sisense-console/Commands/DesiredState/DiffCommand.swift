import ConsoleState
import Foundation
import SisenseClient

/// Says what a server has otherwise than files, a snapshot or another server. It changes nothing: the core refuses every
/// write.
struct DiffCommand {
    let options: DiffOptions
    let environment: [String: String]

    func run() async -> ExitStatus {
        do {
            let connection = try Connection(options.arguments, environment: environment)
            let wanted = try await wanted(connection)
            let folder = wanted.folder.ignoring(options.ignored)
            let client = try await connection.signedInClient().readOnly(reason: "diff changes nothing")
            var applied = connection.appliedState(environment)
            let comparison = try await StateComparison(folder, client, isPlanning: false, applied: applied)
            for problem in comparison.problems { Output.error(problem.description) }
            let differences = comparison.differences
            let server = "\(connection.settings.name)  \(client.server)"
            try write(differences, server)
            if !folder.isWhole, comparison.problems.isEmpty {
                applied.note(folder, otherThan: differences)
                applied.keep()
            }
            // Files have to be right: what they want and nobody can compare is not the same, whatever else differs.
            // What another server has, and this one cannot have, is one more difference.
            if !folder.isWhole, !comparison.problems.isEmpty {
                let count = comparison.problems.count
                let others = counted(differences.count, "other differs", "others differ")
                let rest = differences.isEmpty ? "nothing else differs" : others
                Output.error("\(count) could not be compared, \(rest): \(server)")
                return ExitStatus.usage
            }
            let count = differences.count + comparison.problems.count
            if let missing = wanted.missing, count == 0 {
                Output.error("Nothing differs in what could be compared: \(server)")
                return missing.exitStatus
            }
            Output.error(count == 0 ? "The same: \(server)" : "\(counted(count, "differs", "differ")): \(server)")
            return count == 0 || options.exitsZero ? ExitStatus.done : ExitStatus.differs
        } catch {
            return Failure.report(error)
        }
    }

    /// The side that the server is compared with: a folder, the file or the name of a snapshot, or a profile.
    private func wanted(_ connection: Connection) async throws -> Wanted {
        let name = options.wanted
        if StateFiles.isFolder(name) {
            if let kind = options.kinds.first, options.kinds != StateKind.allCases {
                throw UsageError(
                    "--only \(kind.rawValue) is for snapshots and profiles: a folder says itself what it describes.")
            }
            return Wanted(folder: try StateFiles.read(name))
        }
        let state = Connection.locations(environment: environment).state.url
        let snapshots = SnapshotFolder(state: state, name: connection.settings.name)
        let file = (try? LocalFile.read(name)).flatMap { try? JSONReader.read($0) }
        if let snapshot = file ?? snapshots.content(named: name) {
            guard let values = StateFolder.values(ofSnapshot: snapshot) else {
                throw UsageError("\(name) is no snapshot of the console.")
            }
            Output.error("Compared with the snapshot \(name).")
            return Wanted(folder: try StateFolder(whole: values.filter { options.kinds.contains($0.key) }, from: name))
        }
        let profiles = Connection.profiles(environment: environment).read().profiles.map(\.name.description)
        guard profiles.contains(name) else {
            let hint = NearestName.question(name, among: profiles)
            throw UsageError("\(name) is no folder, no snapshot of this server and no profile.\(hint)")
        }
        let others = OtherConnections(environment: environment, timeout: options.arguments.timeout) { _ in }
        let other = try await others.connect(name)
        let read = try await StateReading.read(options.kinds, other)
        Output.error("Compared with \(name)  \(other.server).")
        return Wanted(folder: try StateFolder(whole: read.values, from: name), missing: read.missing)
    }

    /// What the server is compared with, and the reason why that is not all that was asked for.
    private struct Wanted {
        let folder: StateFolder
        var missing: APIError?
    }

    private func write(_ differences: [StateDifference], _ server: String) throws(OutputError) {
        switch options.form {
        case .json: try Output.json(JSONWriter.text(.array(differences.map(\.json))))
        case .markdown: try Output.lines(DifferenceTable(differences, server).text)
        case .lines where differences.isEmpty: break
        case .lines:
            // What goes by pruning is a part of its own.
            let pruned = differences.filter(\.isPruned)
            var lines = differences.filter { !$0.isPruned }.map(\.line)
            if !pruned.isEmpty { lines += ["Pruned, since no file names them:"] + pruned.map(\.line) }
            try Output.lines(lines.joined(separator: "\n"))
        }
    }
}

/// Differences as a table in Markdown, for a pull request.
struct DifferenceTable {
    let text: String

    init(_ differences: [StateDifference], _ server: String) {
        let heading = differences.isEmpty ? "The same" : counted(differences.count, "differs", "differ")
        var lines = ["### \(Self.cell("\(heading): \(server)"))"]
        if !differences.isEmpty { lines += ["", "| | Name | Now | Wanted | Changed |", "|---|---|---|---|---|"] }
        for difference in differences {
            let side = difference.isPruned ? "pruned" : difference.changed?.rawValue ?? ""
            let cells = [
                difference.sign, difference.name, StateDifference.text(difference.now),
                StateDifference.text(difference.wanted), side,
            ]
            lines.append("| " + cells.map(Self.cell).joined(separator: " | ") + " |")
        }
        text = lines.joined(separator: "\n")
    }

    /// A text that can neither end its cell nor its line, nor mean anything in Markdown.
    private static func cell(_ text: String) -> String {
        PlanText.line(text).reduce(into: "") { cell, character in
            if "\\`*_{}[]<>|#&~".contains(character) { cell.append("\\") }
            cell.append(character)
        }
    }
}

/// The options of `diff`.
struct DiffOptions {
    enum Form: String, CaseIterable {
        case lines, json, markdown
    }

    let arguments: ConnectionSettings.Arguments
    /// A folder, a snapshot or a profile.
    let wanted: String
    /// The kinds of a snapshot or a profile that are compared.
    let kinds: [StateKind]
    let form: Form
    /// Paths whose differences do not count this time.
    let ignored: [String]
    /// True to end with 0 whether there are differences or not.
    let exitsZero: Bool
}
