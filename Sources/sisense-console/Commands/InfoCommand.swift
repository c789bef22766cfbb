import Foundation
import SisenseClient

/// Tells every path the program uses and where each setting came from.
struct InfoCommand {
    let arguments: ConnectionSettings.Arguments
    let environment: [String: String]

    func run() -> Int32 {
        let locations = Connection.locations(environment: environment)
        for (name, folder) in [("config", locations.config), ("state", locations.state), ("cache", locations.cache)] {
            Output.text("\(name)  \(folder.url.path(percentEncoded: false))  (\(folder.source))")
        }
        do throws(UsageError) {
            let settings = try Connection(arguments, environment: environment).settings
            Output.text("server  \(settings.server.value)  (\(settings.server.source))")
            Output.text("sign-in  from \(settings.credential.source)")
            Output.text("read-only  \(settings.isReadOnly.value ? "yes" : "no")  (\(settings.isReadOnly.source))")
        } catch {
            Output.text("server  none: \(error.description)")
        }
        return ExitStatus.ok
    }
}
