import Foundation
import SisenseClient

/// Prints every path the program uses and where each setting came from.
struct InfoCommand {
    let arguments: ConnectionSettings.Arguments
    let environment: [String: String]

    func run() -> Int32 {
        let locations = Connection.locations(environment: environment)
        for (name, folder) in [("config", locations.config), ("state", locations.state), ("cache", locations.cache)] {
            Output.lines("\(name)  \(folder.url.path(percentEncoded: false))  (\(folder.source))")
        }
        do throws(UsageError) {
            let settings = try Connection(arguments, environment: environment).settings
            Output.lines("server  \(settings.server.value)  (\(settings.server.source))")
            Output.lines("sign-in  from \(settings.credential.source)")
            Output.lines("read-only  \(settings.isReadOnly.value ? "yes" : "no")  (\(settings.isReadOnly.source))")
        } catch {
            Output.lines("server  none: \(error.description)")
        }
        return ExitStatus.ok
    }
}

/// Lists every operation of the API.
struct OperationsCommand {
    let isJSON: Bool

    func run() -> Int32 {
        let groups = Catalogue.sisense.groups
        if isJSON {
            let operations = groups.flatMap { group in group.operations.map { $0.json(group: group.name) } }
            return Output.text(JSONWriter.text(.array(operations)))
        }
        let lines = groups.flatMap { group in
            group.operations.map { operation in
                let method = operation.method.rawValue.padded(to: 7)
                let path = operation.template.description.padded(to: 60)
                return "\(operation.danger.letter)  \(method) \(path) \(operation.summary)"
            }
        }
        return Output.text(lines.joined(separator: "\n"))
    }
}

extension String {
    /// With blanks behind it up to `width` characters; never cut.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(width - count, 0))
    }
}
