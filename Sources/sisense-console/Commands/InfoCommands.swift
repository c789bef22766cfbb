import ConsoleState
import ConsoleUI
import Foundation
import SisenseClient

/// Prints the version, every path the program uses, and where each setting came from.
struct InfoCommand {
    let arguments: ConnectionSettings.Arguments
    let environment: [String: String]
    let isJSON: Bool

    /// A line: what it is about, what that is, and what decided it.
    private struct Line {
        /// The name in JSON.
        let key: String
        let name: String
        let value: JSONValue
        /// The value for people, where that is another text.
        var text: String?
        var source: String?

        init(_ key: String, _ name: String? = nil, _ value: JSONValue, text: String? = nil, from source: String? = nil)
        {
            (self.key, self.name, self.value) = (key, name ?? key, value)
            (self.text, self.source) = (text, source)
        }

        var shown: String {
            let value = text ?? value.string ?? JSONWriter.text(value, layout: .compact)
            return "\(name)  \(value)" + (source.map { "  (\($0))" } ?? "")
        }

        var json: JSONValue {
            .object(JSONObject([("value", value)] + (source.map { [("source", JSONValue.string($0))] } ?? [])))
        }
    }

    func run() throws(OutputError) -> ExitStatus {
        let lines = program + configuration + connection + library
        guard isJSON else { return try Output.lines(lines.map(\.shown).joined(separator: "\n")) }
        return try Output.json(JSONWriter.text(.object(JSONObject(lines.map { ($0.key, $0.json) }))))
    }

    private var program: [Line] {
        let locations = Connection.locations(environment: environment)
        let folders = [("config", locations.config), ("state", locations.state), ("cache", locations.cache)]
        return [Line("version", nil, .string(BuildIdentity.line))]
            + folders.map { Line($0, nil, .string($1.url.path(percentEncoded: false)), from: $1.source) }
            + [Line("profiles", nil, .string(locations.profiles.path(percentEncoded: false)))]
    }

    private var connection: [Line] {
        let settings: ConnectionSettings
        do throws(UsageError) {
            settings = try Connection(arguments, environment: environment).settings
        } catch {
            return [Line("server", nil, .null, text: "none: \(error.description)")]
        }
        let (server, isReadOnly) = (settings.server, settings.isReadOnly)
        return [
            Line("server", nil, .string(server.value.description), from: server.source),
            Line("signIn", "sign-in", .string("from \(settings.credential.source)")),
        ] + network(settings.network, of: server.value) + [
            Line(
                "readOnly", "read-only", .bool(isReadOnly.value), text: isReadOnly.value ? "yes" : "no",
                from: isReadOnly.source)
        ]
    }

    /// The file of the configuration, each value with what decided it, and what is wrong with the file.
    private var configuration: [Line] {
        let profiles = Connection.profiles(environment: environment).read()
        let profile: Profile? =
            if case .profile(let profile) = profiles.select(named: arguments.profile ?? environment["SISENSE_PROFILE"])
            { profile } else { nil }
        let settings = ConsoleSettings(
            ConfigurationFile.read(environment: environment), profile: profile, environment: environment)
        let file = ConfigurationFile.url(environment: environment).path(percentEncoded: false)
        let isThere = FileManager.default.fileExists(atPath: file)
        var lines = [Line("configuration", nil, .string(file), from: isThere ? nil : "no such file")]
        let problems = settings.configuration.problems.map { "\($0)" }
        if !problems.isEmpty {
            lines.append(
                Line(
                    "configurationProblems", "wrong in it", .array(problems.map(JSONValue.string)),
                    text: problems.joined(separator: "; ")))
        }
        for line in settings.lines {
            lines.append(Line(line.key.rawValue, nil, .string(line.value), from: line.source))
        }
        return lines
    }

    private func network(_ network: NetworkSettings, of server: ServerAddress) -> [Line] {
        let proxy = server.url(path: "/").flatMap(network.proxies.value.proxy)
        let tls = network.tls.value
        let trust = [tls.authorityFile, tls.authorityFolder].compactMap(\.self)
        let seconds = network.answerTimeout.value.seconds
        var lines = [
            Line(
                "proxy", nil, proxy.map { .string($0.name) } ?? .null, text: proxy?.name ?? "none",
                from: network.proxies.source),
            Line(
                "certificateAuthorities", "certificate authorities", .array(trust.map(JSONValue.string)),
                text: trust.isEmpty ? "the system's" : trust.joined(separator: ", "), from: network.tls.source),
        ]
        if let certificate = tls.clientCertificate {
            lines.append(Line("clientCertificate", "client certificate", .string(certificate)))
        }
        lines.append(
            Line(
                "timeout", "answer within", .number(JSONNumber(Int(seconds))),
                text: "\(String(format: "%g", seconds)) s", from: network.answerTimeout.source))
        if let warning = server.privacyWarning {
            lines.append(Line("encrypted", nil, .bool(false), text: "no: \(warning)"))
        }
        return lines
    }

    private var library: [Line] {
        guard let library = CurlLibrary.shared else {
            return [
                Line("libcurl", nil, .null, text: "none: looked for \(CurlLibrary.names.joined(separator: ", "))")
            ]
        }
        let old = library.shortcomings.map { Line("libcurlIsOld", "libcurl is old", .string($0)) }
        return [Line("libcurl", nil, .string(library.version), from: library.name)] + old
    }
}

/// Lists every operation of the API.
struct OperationsCommand {
    let isJSON: Bool

    func run() throws(OutputError) -> ExitStatus {
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
