import Foundation
import SisenseClient

/// The form of the first run: which server, who signs in, and what to call it. It becomes a profile, which never holds
/// a password or a token.
struct SetupForm: Sendable {
    private let setup: Setup

    init(_ setup: Setup) {
        self.setup = setup
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
    }

    var state: FormState {
        let fields: [FormField] = [
            .text(
                "server", "Address", isRequired: true, help: "As in a browser: https://bi.example.com", check: problem),
            .choice("source", "Log in with", Source.allCases.map { FormOption($0.rawValue, $0.title) }),
            .text("place", "Token source", help: "The variable, the file or the command; empty for a password"),
            .text("user", "User", help: "Suggested at sign-in; the password is never stored"),
            .choice(
                "kind", "Kind",
                [FormOption("", "not set")] + ServerKind.allCases.map { FormOption($0.rawValue, $0.rawValue) },
                help: "prod asks for the name of the profile before risky changes"),
            .text("name", "Name", help: "Name of the profile; empty: the name of the host") { text in
                ProfileName(text) == nil ? "Letters, digits, \"-\", \"_\" and dots only" : nil
            },
        ]
        return FormState(
            "Connect to a Sisense server", fields,
            test: { _, values throws(APIError) in
                switch profile(values) {
                case .refused(let field, let reason): return .form(.refused(field: field, reason))
                case .made(let profile):
                    return .form(.noted(notes(try await setup.test(profile))))
                }
            },
            note: { values in
                // Said before a token or a password goes there.
                let server = try? ServerAddress(values.text("server"))
                return server?.privacyWarning.map { ["server": FormNote(isGood: false, $0)] } ?? [:]
            },
            submit: { _, values throws(APIError) in
                switch profile(values) {
                case .refused(let field, let reason): return .form(.refused(field: field, reason))
                case .made(let profile):
                    if let problem = await setup.save(profile) { return .form(.refused(field: "name", problem)) }
                    return .setUp(profile.name)
                }
            })
    }

    /// The notes of the steps to the server below the address, and of those of the login below its source.
    private func notes(_ steps: [ConnectionTest.Passed]) -> [String: FormNote] {
        let login = steps.last { [.token, .login, .rights].contains($0.step) }
        let server = steps.last { $0.step == .http }
        let way = steps.filter { [.name, .proxy, .connect, .tls].contains($0.step) }.map(\.step.rawValue)
        let answer = server.map { way.isEmpty ? $0.text : "\($0.text); \(way.joined(separator: ", ")) work" }
        return ["server": answer, "source": login?.text].compactMapValues { $0.map { FormNote(isGood: true, $0) } }
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
        let server: ServerAddress
        do throws(ServerAddressError) {
            server = try ServerAddress(values.text("server"))
        } catch {
            return .refused("server", error.description)
        }
        let typed = values.text("name")
        guard let name = ProfileName(typed.isEmpty ? server.host : typed) else {
            return .refused("name", "The host cannot be the name of the profile; enter one")
        }
        var profile = Profile(name: name, server: server)
        profile.user = values.text("user").isEmpty ? nil : values.text("user")
        profile.kind = ServerKind(rawValue: values.text("kind"))
        profile.isDefault = true
        let location = values.text("place")
        let source = Source(rawValue: values.text("source")) ?? .prompt
        guard source == .prompt || !location.isEmpty else {
            return .refused("place", "Required for \(source.title)")
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
