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
            network(settings.network, of: settings.server.value)
            Output.lines("read-only  \(settings.isReadOnly.value ? "yes" : "no")  (\(settings.isReadOnly.source))")
        } catch {
            Output.lines("server  none: \(error.description)")
        }
        library()
        return ExitStatus.ok
    }

    private func network(_ network: NetworkSettings, of server: ServerAddress) {
        let proxy = server.url(path: "/").flatMap(network.proxies.value.proxy)
        Output.lines("proxy  \(proxy?.name ?? "none")  (\(network.proxies.source))")
        let tls = network.tls.value
        let trust = [tls.authorityFile, tls.authorityFolder].compactMap(\.self).joined(separator: ", ")
        Output.lines("certificate authorities  \(trust.isEmpty ? "the system's" : trust)  (\(network.tls.source))")
        if let certificate = tls.clientCertificate { Output.lines("client certificate  \(certificate)") }
        Output.lines("answer within  \(network.answerTimeout.value.seconds) s  (\(network.answerTimeout.source))")
        if !server.isPrivate { Output.lines("encrypted  no: whoever is on the way can read the token") }
    }

    private func library() {
        guard let library = CurlLibrary.shared else {
            Output.lines("libcurl  none: looked for \(CurlLibrary.names.joined(separator: ", "))")
            return
        }
        Output.lines("libcurl  \(library.version)  (\(library.name))")
        for shortcoming in library.shortcomings { Output.lines("libcurl is old  \(shortcoming)") }
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
