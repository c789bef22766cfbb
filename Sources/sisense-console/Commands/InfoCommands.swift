import ConsoleUI
import Foundation
import SisenseClient

/// Prints every path the program uses and where each setting came from.
struct InfoCommand {
    let arguments: ConnectionSettings.Arguments
    let environment: [String: String]

    func run() throws(OutputError) -> Int32 {
        let locations = Connection.locations(environment: environment)
        for (name, folder) in [("config", locations.config), ("state", locations.state), ("cache", locations.cache)] {
            try Output.lines("\(name)  \(folder.url.path(percentEncoded: false))  (\(folder.source))")
        }
        try configuration()
        let connection: Connection
        do throws(UsageError) {
            connection = try Connection(arguments, environment: environment)
        } catch {
            try Output.lines("server  none: \(error.description)")
            try library()
            return ExitStatus.ok
        }
        let settings = connection.settings
        try Output.lines("server  \(settings.server.value)  (\(settings.server.source))")
        try Output.lines("sign-in  from \(settings.credential.source)")
        try network(settings.network, of: settings.server.value)
        try Output.lines(
            "read-only  \(settings.isReadOnly.value ? "yes" : "no")  (\(settings.isReadOnly.source))")
        try library()
        return ExitStatus.ok
    }

    /// The file of the configuration, each value with what decided it, and what is wrong with the file.
    private func configuration() throws(OutputError) {
        let profiles = Connection.profiles(environment: environment).read()
        let profile: Profile? =
            if case .profile(let profile) = profiles.select(named: arguments.profile ?? environment["SISENSE_PROFILE"])
            { profile } else { nil }
        let settings = ConsoleSettings(
            ConfigurationFile.read(environment: environment), profile: profile, environment: environment)
        let file = ConfigurationFile.url(environment: environment).path(percentEncoded: false)
        let isThere = FileManager.default.fileExists(atPath: file)
        try Output.lines("configuration  \(file)\(isThere ? "" : "  (no such file)")")
        for problem in settings.configuration.problems { try Output.lines("configuration  \(problem)") }
        for line in settings.lines { try Output.lines("\(line.key.rawValue)  \(line.value)  (\(line.source))") }
    }

    private func network(_ network: NetworkSettings, of server: ServerAddress) throws(OutputError) {
        let proxy = server.url(path: "/").flatMap(network.proxies.value.proxy)
        try Output.lines("proxy  \(proxy?.name ?? "none")  (\(network.proxies.source))")
        let tls = network.tls.value
        let trust = [tls.authorityFile, tls.authorityFolder].compactMap(\.self).joined(separator: ", ")
        try Output.lines("certificate authorities  \(trust.isEmpty ? "the system's" : trust)  (\(network.tls.source))")
        if let certificate = tls.clientCertificate { try Output.lines("client certificate  \(certificate)") }
        let seconds = String(format: "%g", network.answerTimeout.value.seconds)
        try Output.lines("answer within  \(seconds) s  (\(network.answerTimeout.source))")
        if let warning = server.privacyWarning { try Output.lines("encrypted  no: \(warning)") }
    }

    private func library() throws(OutputError) {
        guard let library = CurlLibrary.shared else {
            try Output.lines("libcurl  none: looked for \(CurlLibrary.names.joined(separator: ", "))")
            return
        }
        try Output.lines("libcurl  \(library.version)  (\(library.name))")
        for shortcoming in library.shortcomings { try Output.lines("libcurl is old  \(shortcoming)") }
    }
}

/// Lists every operation of the API.
struct OperationsCommand {
    let isJSON: Bool

    func run() throws(OutputError) -> Int32 {
        let groups = Catalogue.sisense.groups
        if isJSON {
            let operations = groups.flatMap { group in group.operations.map { $0.json(group: group.name) } }
            return try Output.text(JSONWriter.text(.array(operations)))
        }
        let lines = groups.flatMap { group in
            group.operations.map { operation in
                let method = operation.method.rawValue.padded(to: 7)
                let path = operation.template.description.padded(to: 60)
                return "\(operation.danger.letter)  \(method) \(path) \(operation.summary)"
            }
        }
        return try Output.text(lines.joined(separator: "\n"))
    }
}

extension String {
    /// With blanks behind it up to `width` characters; never cut.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(width - count, 0))
    }
}
