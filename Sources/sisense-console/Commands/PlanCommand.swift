import ConsoleState
import Foundation
import SisenseClient

/// Plans one call and adds it to a plan file, which is made where there is none. Nothing is sent but reads.
struct PlanCommand {
    let options: PlanOptions
    let environment: [String: String]

    func run() async -> Int32 {
        do {
            let connection = try Connection(options.call.arguments, environment: environment)
            let settings = connection.settings
            let call = try CallInput(options: options.call, server: settings.server.value).call()
            guard call.operation.writes else { throw UsageError("\(call.operation.id) changes nothing to plan.") }
            var file = try PlanFileAccess.existing(options.file)
            let client = try await connection.signedInClient()
            let planning = CallPlanning(options: options.call, connection: connection, environment: environment)
            let plan = try await planning.plan(call, client)
            if file == nil {
                file = try PlanFile([plan], for: client, serverName: settings.name, at: Date())
            } else {
                try file?.add([plan])
            }
            guard let file else { return ExitStatus.failed }
            try PrivateFile.write(file.data, to: URL(filePath: options.file))
            Output.error(
                PlanText([plan], on: "\(settings.name)  \(client.server)").lines.joined(separator: "\n"))
            Output.error("Added to \(options.file). Nothing was sent; sisense-console apply sends it.")
            return ExitStatus.ok
        } catch {
            return Failure.report(error)
        }
    }
}

/// Shows a plan file without any server.
struct ShowCommand {
    let file: String

    func run() -> Int32 {
        do {
            let plan = try PlanFileAccess.read(file)
            let composition = PlanComposition(plan.shownPlans)
            let made = "Made by \(plan.source.maker) at \(plan.maker.time) with \(plan.maker.program)"
            let text = PlanText(composition.plans, on: "\(plan.serverName)  \(plan.server)")
            return try Output.lines(([PlanText.line(made)] + text.lines).joined(separator: "\n"))
        } catch {
            return Failure.report(error)
        }
    }
}

/// Plan files on the disk.
enum PlanFileAccess {
    /// - Throws: `PlanFileError` with the path and the place in the file.
    static func read(_ path: String) throws(PlanFileError) -> PlanFile {
        guard let file = try existing(path) else { throw PlanFileError(path, "no file with this name") }
        return file
    }

    /// Nil where there is no such file.
    static func existing(_ path: String) throws(PlanFileError) -> PlanFile? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let data: Data
        do throws(LocalFile.Problem) {
            data = try LocalFile.read(path)
        } catch {
            throw PlanFileError(path, error.text)
        }
        do throws(PlanFileError) {
            return try PlanFile(data)
        } catch {
            throw PlanFileError(path, "not a usable plan file: \(error)")
        }
    }
}
