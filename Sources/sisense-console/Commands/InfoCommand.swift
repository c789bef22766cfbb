import Foundation
import SisenseClient

/// Tells every path the program uses and where each setting came from.
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
