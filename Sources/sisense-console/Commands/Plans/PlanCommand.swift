import ConsoleState
import Foundation
import SisenseClient

/// Plans one call and adds it to a plan file, which is made where there is none. Nothing is sent but reads.
struct PlanCommand {
    let options: PlanOptions
    let environment: [String: String]

    func run() async -> ExitStatus {
        do {
            let connection = try Connection(options.call.arguments, environment: environment)
            let settings = connection.settings
            let call = try CallInput(options: options.call, server: settings.server.value).call()
            guard call.operation.writes else { throw UsageError("\(call.operation.id) changes nothing to plan.") }
            var file = try PlanFileAccess.existing(options.file)?.file
            let client = try await connection.identifiedClient()
            let planning = CallPlanning(options: options.call, connection: connection, environment: environment)
            let plan = try await planning.plan(call, client)
            if file == nil {
                file = try PlanFile([plan], for: client, serverName: settings.name, at: Date())
                    .expiring(isProduction: settings.kind == .production)
            } else {
                try file?.add([plan])
            }
            guard let file else { return ExitStatus.failed }
            try PrivateFile.write(file.data, to: URL(filePath: options.file))
            Output.error(
                PlanText([plan], on: "\(settings.name)  \(client.server)").lines.joined(separator: "\n"))
            Output.error("Added to \(options.file). Nothing was sent; sisense-console apply sends it.")
            return ExitStatus.done
        } catch {
            return Failure.report(error)
        }
    }
}
