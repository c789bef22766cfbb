import ConsoleState
import Foundation
import SisenseClient

/// Keeps or drops the token of a profile, in a file that only its owner can read. Nothing is kept that the server does
/// not take.
struct SignInCommand {
    let options: SignInOptions
    let environment: [String: String]

    private var store: ProfileStore { Connection.profiles(environment: environment) }

    func run() async -> ExitStatus {
        do {
            switch options.act {
            case .login, .token: return try await keep()
            case .logout: return try drop()
            }
        } catch let error as ProfileStoreError {
            return Failure.report(UsageError(error.description))
        } catch {
            return Failure.report(error)
        }
    }

    // MARK: Keeping

    private func keep() async throws -> ExitStatus {
        let target = try target()
        var profile = target.profile
        switch profile.tokenSource {
        case .prompt, .file: break
        case .environment, .descriptor, .command:
            throw UsageError(
                "\(profile.name) takes its token from \(profile.tokenSource.summary). To keep one in a file, first take "
                    + "that out: sisense-console profile edit \(profile.name) --unset KEY.")
        }
        let client = APIClient(
            server: profile.server, transport: transport(profile), token: nil,
            policy: .readOnly(reason: "a sign-in changes nothing"))
        let token: Secret
        switch options.act {
        case .token, .logout: token = try typedToken(for: profile)
        case .login:
            let user = try userName(for: profile)
            token = try await client.login(user: user, password: try password(of: user, on: profile.server)).token
            if target.isNew { profile.user = user }
        }
        let person = try await UsersService(client.with(token: token)).loggedIn()
        // The token first: a profile that leads to no file could not be opened.
        if case .file = profile.tokenSource {} else { profile.tokenSource = .file(ownFile(of: profile.name)) }
        _ = try profile.tokenSource.replace(with: token)
        if target.isNew { try store.add(profile) } else { try store.replace(profile.name, with: profile) }
        if let warning = profile.privacyWarning { Output.error(warning) }
        return try Output.lines(
            "\(profile.name) is logged in as \(person.label). The token is in \(profile.tokenSource.summary), "
                + "which only you can read.")
    }

    /// The profile that counts here; a new one where a server is named that has none.
    private func target() throws -> (profile: Profile, isNew: Bool) {
        let listing = store.read()
        if let text = options.arguments.profile, let server = options.arguments.server,
            !listing.profiles.contains(where: { $0.name.description == text })
        {
            guard let name = ProfileName(text) else { throw UsageError("\"\(text)\" is not a valid profile name.") }
            return (Profile(name: name, server: server), true)
        }
        let settings = try Connection(options.arguments, environment: environment).settings
        let server = settings.server.value
        if let profile = settings.profile, profile.server == server { return (profile, false) }
        let known = listing.profiles.filter { $0.server == server }
        if known.count == 1 { return (known[0], false) }
        let names = known.map(\.name.description).joined(separator: " or ")
        guard known.isEmpty, let name = ProfileName(server.host), !listing.profiles.contains(where: { $0.name == name })
        else {
            throw UsageError("For which profile? Name \(names.isEmpty ? "one" : names) with --profile.")
        }
        return (Profile(name: name, server: server), true)
    }

    private func transport(_ profile: Profile) -> RetryingTransport {
        Connection.transport(
            NetworkSettings(profile, environment: environment, timeout: options.arguments.timeout).transport)
    }

    private func userName(for profile: Profile) throws(UsageError) -> String {
        if let user = options.user ?? profile.user ?? given("SISENSE_USER", for: profile.server) { return user }
        guard Question.canBeAsked else { throw UsageError("As whom? Give --user NAME, or set SISENSE_USER.") }
        let user = Question.ask("User name on \(profile.server): ")
        guard !user.isEmpty else { throw UsageError("Nothing was kept: no name was given.") }
        return user
    }

    private func password(of user: String, on server: ServerAddress) throws(UsageError) -> Secret {
        if let password = given("SISENSE_PASSWORD", for: server) { return Secret(password) }
        guard Question.canBeAsked else {
            throw UsageError("There is nobody to ask for the password of \(user): set SISENSE_PASSWORD.")
        }
        guard let password = Question.askUnseen("Password of \(user) on \(server): "), !password.isEmpty else {
            throw UsageError("Nothing was kept: no password was given.")
        }
        return Secret(password)
    }

    /// A variable of the environment, unless that speaks of another server.
    private func given(_ variable: String, for server: ServerAddress) -> String? {
        guard let value = environment[variable], !value.isEmpty else { return nil }
        guard let url = environment["SISENSE_URL"], !url.isEmpty else { return value }
        return (try? ServerAddress(url)) == server ? value : nil
    }

    private func typedToken(for profile: Profile) throws -> Secret {
        guard Question.canBeAsked else {
            let text = try FileHandle.standardInput.read(upToCount: PrivateFile.sizeLimit) ?? Data()
            return try Secret(token: String(decoding: text, as: UTF8.self), from: "standard input")
        }
        let text = Question.askUnseen("Token for \(profile.name) (\(profile.server)): ") ?? ""
        return try Secret(token: text, from: "the terminal")
    }

    private func ownFile(of name: ProfileName) -> URL {
        Connection.tokenFile(of: name.description, environment: environment)
    }

    // MARK: Dropping

    private func drop() throws -> ExitStatus {
        let (profile, isNew) = try target()
        guard !isNew else { throw UsageError("\(profile.server) has no profile, so no token is kept for it.") }
        let own = ownFile(of: profile.name)
        switch profile.tokenSource {
        case .prompt: return try Output.lines("No token is kept for \(profile.name).")
        case .file(let file) where file.path(percentEncoded: false) == own.path(percentEncoded: false):
            var profile = profile
            profile.tokenSource = .prompt
            try store.replace(profile.name, with: profile)
            if FileManager.default.fileExists(atPath: own.path(percentEncoded: false)) { try PrivateFile.remove(own) }
            return try Output.lines(
                "Dropped the token of \(profile.name) on this machine. The server takes it until it expires or is "
                    + "ended there.")
        case .file, .environment, .descriptor, .command:
            throw UsageError(
                "\(profile.name) takes its token from \(profile.tokenSource.summary), which this program did not make: "
                    + "remove it there, or change the source with profile edit \(profile.name).")
        }
    }
}
