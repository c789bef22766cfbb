import Foundation

/// To which server, as whom and how freely: what arguments, environment and profiles come to together.
package struct ConnectionSettings: Sendable, Equatable {
    /// The arguments of the command line.
    package struct Arguments: Sendable, Equatable {
        package var profile: String?
        package var server: ServerAddress?
        package var isReadOnly = false
        /// The time that an answer may take.
        package var timeout: Duration?
        /// What counts where neither these nor a profile say otherwise.
        package var defaults = NetworkDefaults()

        package init(
            profile: String? = nil, server: ServerAddress? = nil, isReadOnly: Bool = false, timeout: Duration? = nil
        ) {
            self.profile = profile
            self.server = server
            self.isReadOnly = isReadOnly
            self.timeout = timeout
        }
    }

    package enum Credential: Sendable, Equatable {
        case token(TokenSource)
        case password(user: String, Secret)
        /// To be asked for; the user's name where it is known.
        case prompt(user: String?)
    }

    package let profile: Profile?
    package let server: Setting<ServerAddress>
    package let credential: Setting<Credential>
    package let isReadOnly: Setting<Bool>
    /// The purpose of the server, as its profile says; where several speak of it, the one that calls for most care.
    package let kind: ServerKind?
    /// True when each change needs a reason.
    package let asksReason: Bool
    package let network: NetworkSettings
    /// Those who may approve plan files; nil where no profile of the server says who.
    package let planSigners: PlanSigners?

    /// Settles each setting by the nearest that names it: arguments, then a profile that was asked for by `--profile`,
    /// then the environment, then the profile that is there anyway.
    ///
    /// What a profile says about signing in goes to the profile's own server alone, and what the environment says
    /// never to one that only a profile names on request: a token must not reach a server it was not meant for.
    package init(
        _ arguments: Arguments, environment: [String: String], profiles: ProfileStore.Listing
    ) throws(ConnectionError) {
        let environment = environment.filter { !$0.value.isEmpty }
        let profile = try Self.profile(arguments, environment, profiles)
        let isAsked = arguments.profile != nil
        let server = try Self.server(arguments, environment, profile, isAsked: isAsked)
        self.profile = profile
        self.server = server

        let own = profile.flatMap { $0.server == server.value ? $0 : nil }
        let fromProfile = own.flatMap(Self.credential)
        let fromEnvironment = Self.credential(environment)
        let order = isAsked && own != nil ? [fromProfile] : [fromEnvironment, fromProfile]
        let user = own?.user ?? environment["SISENSE_USER"]
        credential = order.compactMap(\.self).first ?? Setting(.prompt(user: user), from: "default")
        network = NetworkSettings(
            own, environment: environment, timeout: arguments.timeout,
            defaults: arguments.defaults)

        // How careful one has to be belongs to the server: giving its address, or another profile of it, changes
        // nothing about it.
        let careful = profiles.profiles.filter { $0.server == server.value }
        kind = careful.compactMap(\.kind).min { $0.caution > $1.caution }
        asksReason = careful.contains(where: \.asksReason)
        let allowsMaker = own?.allowsSelfApproval ?? careful.contains(where: \.allowsSelfApproval)
        planSigners = (own?.allowedSigners ?? careful.lazy.compactMap(\.allowedSigners).first)
            .map { PlanSigners(file: URL(filePath: $0), allowsMaker: allowsMaker) }
        isReadOnly =
            if arguments.isReadOnly {
                Setting(true, from: "--readonly")
            } else if let source = own?.readOnlySource {
                Setting(true, from: source)
            } else if own?.allowsChanges != true, let source = careful.lazy.compactMap(\.readOnlySource).first {
                Setting(true, from: source)
            } else {
                Setting(false, from: "default")
            }
    }

    /// The name of the connection on screen, which is typed to confirm a grave change.
    package var name: String { profile?.name.description ?? server.value.host }

    /// The care that changes on this server need.
    package var approvalRules: ApprovalRules {
        ApprovalRules(name: name, isProduction: kind == .production, asksReason: asksReason)
    }

    package var policy: WritePolicy {
        isReadOnly.value ? .readOnly(reason: "\(isReadOnly.source) says so") : .readWrite
    }

    private static func profile(
        _ arguments: Arguments, _ environment: [String: String], _ profiles: ProfileStore.Listing
    ) throws(ConnectionError) -> Profile? {
        let name = arguments.profile ?? environment["SISENSE_PROFILE"]
        // A server that is named needs no profile, and a faulty one must not stand in its way.
        if name == nil, arguments.server != nil || environment["SISENSE_URL"] != nil { return nil }
        switch profiles.select(named: name) {
        case .profile(let profile): return profile
        case .none: return nil
        case .failure(let message): throw ConnectionError(message)
        }
    }

    private static func server(
        _ arguments: Arguments, _ environment: [String: String], _ profile: Profile?, isAsked: Bool
    ) throws(ConnectionError) -> Setting<ServerAddress> {
        if let server = arguments.server { return Setting(server, from: "--server") }
        if let profile, isAsked { return Setting(profile.server, from: "profile \(profile.name)") }
        if let text = environment["SISENSE_URL"] {
            do throws(ServerAddressError) {
                return Setting(try ServerAddress(text), from: "SISENSE_URL")
            } catch {
                throw ConnectionError("SISENSE_URL: \(error)")
            }
        }
        if let profile { return Setting(profile.server, from: "profile \(profile.name)") }
        throw ConnectionError("Which server? Give --server URL, set SISENSE_URL, or add a profile.")
    }

    private static func credential(_ profile: Profile) -> Setting<Credential>? {
        guard profile.tokenSource != .prompt else { return nil }
        return Setting(.token(profile.tokenSource), from: "profile \(profile.name)")
    }

    private static func credential(_ environment: [String: String]) -> Setting<Credential>? {
        if environment["SISENSE_TOKEN"] != nil {
            return Setting(.token(.environment("SISENSE_TOKEN")), from: "SISENSE_TOKEN")
        }
        guard let user = environment["SISENSE_USER"], let password = environment["SISENSE_PASSWORD"] else { return nil }
        return Setting(.password(user: user, Secret(password)), from: "SISENSE_USER and SISENSE_PASSWORD")
    }
}

/// The reason why no connection can be made of what was given.
package struct ConnectionError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}

/// A value, and what decided it: "--server", "SISENSE_URL", "profile acme", "default".
package struct Setting<Value: Sendable & Equatable>: Sendable, Equatable {
    package let value: Value
    package let source: String

    package init(_ value: Value, from source: String) {
        self.value = value
        self.source = source
    }
}
