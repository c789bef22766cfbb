import Foundation
import SisenseClient

/// The form for a profile: which server, what to call it, and who signs in there. It never holds a password or a token.
struct ProfileForm: Sendable {
    /// What follows once the profile is kept.
    private typealias Kept = @Sendable (Profile) -> ConsoleAction

    private let access: ProfileAccess
    /// The profile that is edited; nil for a new one.
    private let former: Profile?
    private let kept: Kept

    private init(_ access: ProfileAccess, editing former: Profile?, kept: @escaping Kept) {
        (self.access, self.former, self.kept) = (access, former, kept)
    }

    /// Asks for the first server.
    static func firstRun(_ access: ProfileAccess) -> FormState {
        ProfileForm(access, editing: nil) { .setUp($0.name) }.state("Connect to a Sisense server")
    }

    /// Asks for another server.
    static func new(_ access: ProfileAccess) -> FormState {
        ProfileForm(access, editing: nil) { .servers(.profileKept($0, former: nil)) }.state("Add a server")
    }

    static func editing(_ profile: Profile, _ access: ProfileAccess) -> FormState {
        ProfileForm(access, editing: profile) { .servers(.profileKept($0, former: profile.name)) }
            .state("Edit the profile \(profile.name)")
    }

    /// The sources of a token, by the ids of the options.
    private enum Source: String, CaseIterable {
        case prompt, variable, file, command

        var title: String {
            switch self {
            case .prompt: "log in with a password"
            case .variable: "token in an environment variable"
            case .file: "token in a file only you can read"
            case .command: "token from a command"
            }
        }

        init(_ source: TokenSource) {
            self =
                switch source {
                case .prompt, .descriptor: .prompt
                case .environment: .variable
                case .file: .file
                case .command: .command
                }
        }
    }

    private func state(_ title: String) -> FormState {
        let source = former?.tokenSource ?? .prompt
        let fields: [FormField] = [
            .text(
                "server", "Address", former?.server.description ?? "", isRequired: true,
                help: "As in a browser: https://bi.example.com", check: problem),
            .text(
                "name", "Name", former?.name.description ?? "",
                help: "For --profile and the top line; empty: the name of the host"
            ) { text in
                ProfileName(text) == nil ? "Letters, digits, \"-\", \"_\" and dots only" : nil
            },
            .choice(
                "kind", "Kind",
                [FormOption("", "choose")] + ServerKind.allCases.map { FormOption($0.rawValue, $0.rawValue) },
                chosen: former?.kind?.rawValue, help: "prod asks for the name of the profile before risky changes"
            ) { $0.isEmpty ? "Choose what the server is for" : nil },
            .choice(
                "source", "Sign in with", Source.allCases.map { FormOption($0.rawValue, $0.title) },
                chosen: Source(source).rawValue),
            .text(
                "place", "Token source", Self.place(of: source),
                help: "The variable, the file or the command; empty for a password"),
            .text(
                "user", "User", former?.user ?? "", help: "Suggested at sign-in; the password is never stored"),
            .text(
                "authorities", "CA file", former?.tls.authorityFile ?? "",
                help: "PEM file, where your company signs certificates itself; empty: the authorities of the system"),
        ]
        var form = FormState(
            title, fields,
            note: { values in
                // Said before a token or a password goes there.
                let warning = (try? ServerAddress(values.text("server")))?
                    .privacyWarning(for: ServerKind(rawValue: values.text("kind")))
                return warning.map { ["server": FormNote(isGood: false, $0)] } ?? [:]
            },
            submit: { _, values throws(APIError) in
                switch profile(values) {
                case .refused(let field, let reason): return .form(.refused(field: field, reason))
                case .made(let profile):
                    if let problem = await access.save(profile, former?.name) {
                        return .form(.refused(field: "name", problem))
                    }
                    return kept(profile)
                }
            })
        form.check = FormCheck(fields: ["server", "source", "place", "authorities"], run: check)
        return form
    }

    /// Goes the way to the server. Unless a person has asked for it, it ends before the login: no token is read, or sent
    /// to an address that may be mistyped.
    @concurrent private func check(_ values: FormValues, isAsked: Bool) async -> [String: FormNote] {
        switch connection(values, named: Self.unsaved) {
        case .refused(let field, let reason): return isAsked ? [field: FormNote(isGood: false, reason)] : [:]
        case .made(var profile):
            let source = profile.tokenSource
            if !isAsked { profile.tokenSource = .prompt }
            var notes = notes(await access.test(profile), profile.tokenSource)
            if profile.tokenSource != source { notes["source"] = nil }
            return notes
        }
    }

    /// The name of a profile that is not kept.
    private static let unsaved = ProfileName("new")

    private static func place(of source: TokenSource) -> String {
        switch source {
        case .prompt, .descriptor: ""
        case .environment(let name): name
        case .file(let url): url.path(percentEncoded: false)
        case .command(let command): command.line
        }
    }

    /// The notes of a test: the way to the server below the address, the login below what one signs in with. The step
    /// that failed says what to do.
    private func notes(_ verdict: ConnectionVerdict, _ source: TokenSource) -> [String: FormNote] {
        var notes: [String: FormNote] = [:]
        if !verdict.steps.isEmpty { notes["server"] = FormNote(isGood: true, verdict.steps) }
        if let login = verdict.login { notes["source"] = FormNote(isGood: true, login) }
        guard let failure = verdict.failure, let problem = verdict.problem else { return notes }
        let field =
            switch failure.step {
            case .token: source == .prompt ? "source" : "place"
            case .name, .proxy, .connect, .tls, .http: "server"
            case .login, .rights: "source"
            }
        notes[field] = FormNote(isGood: false, problem)
        return notes
    }

    @Sendable private func problem(_ address: String) -> String? {
        do throws(ServerAddressError) {
            _ = try ServerAddress(address)
            return nil
        } catch {
            return error.description
        }
    }

    private enum Outcome {
        case made(Profile)
        case refused(String, String)
    }

    private func profile(_ values: FormValues) -> Outcome {
        switch connection(values, named: ProfileName(values.text("name"))) {
        case .refused(let field, let reason): return .refused(field, reason)
        case .made(var profile):
            profile.user = values.text("user").isEmpty ? nil : values.text("user")
            profile.kind = ServerKind(rawValue: values.text("kind"))
            if former == nil { profile.isDefault = access.list().profiles.isEmpty }
            return .made(profile)
        }
    }

    /// The way to the server, and where its token comes from.
    /// - Parameter name: Nil for the name of the host.
    private func connection(_ values: FormValues, named name: ProfileName?) -> Outcome {
        let server: ServerAddress
        do throws(ServerAddressError) {
            server = try ServerAddress(values.text("server"))
        } catch {
            return .refused("server", error.description)
        }
        guard let name = name ?? ProfileName(server.host) else {
            return .refused("name", "The host cannot be the name of the profile; enter one")
        }
        var profile = former ?? Profile(name: name, server: server)
        (profile.name, profile.server) = (name, server)
        let authorities = values.text("authorities")
        profile.tls.authorityFile =
            authorities.isEmpty ? nil : LocalFile.url(authorities).absoluteURL.path(percentEncoded: false)
        let location = values.text("place")
        let source = Source(rawValue: values.text("source")) ?? .prompt
        guard source == .prompt || !location.isEmpty else {
            return .refused("place", "Required for \(source.title)")
        }
        // A command of several words, a timeout or a descriptor stays as it is in the file.
        if let former, Source(former.tokenSource) == source, Self.place(of: former.tokenSource) == location {
            return .made(profile)
        }
        switch source {
        case .prompt: profile.tokenSource = .prompt
        case .variable: profile.tokenSource = .environment(location)
        case .file: profile.tokenSource = .file(LocalFile.url(location).absoluteURL)
        case .command: profile.tokenSource = .command(TokenCommand(.shell(location)))
        }
        return .made(profile)
    }
}
