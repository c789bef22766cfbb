/// The way to a server as a profile and the environment settle it: certificates, proxies, patience.
package struct NetworkSettings: Sendable, Equatable {
    package let tls: Setting<TLSSettings>
    package let proxies: Setting<ProxySettings>
    /// The time that an answer may take.
    package let answerTimeout: Setting<Duration>
    private let defaults: NetworkDefaults

    /// - Parameters:
    ///   - profile: That of the server; nil where it has none.
    ///   - timeout: The time that an answer may take, where `--timeout` says so.
    ///   - defaults: What counts where nothing of these says otherwise.
    package init(
        _ profile: Profile?, environment: [String: String], timeout: Duration? = nil,
        defaults: NetworkDefaults = NetworkDefaults()
    ) {
        self.defaults = defaults
        let source = profile.map { "profile \($0.name)" } ?? "default"
        let own = profile?.tls ?? TLSSettings()
        let trust = own.completed(from: environment)
        tls = Setting(trust, from: trust == TLSSettings() ? "default" : trust == own ? source : "the environment")

        let around = ProxySettings(environment: environment)
        proxies =
            if let proxy = profile?.proxy {
                Setting(ProxySettings(proxy, exceptions: around.exceptions), from: source)
            } else {
                Setting(around, from: around == ProxySettings() ? "default" : "the environment")
            }
        answerTimeout =
            timeout.map { Setting($0, from: "--timeout") }
            ?? profile?.answerTimeout.map { Setting($0, from: source) }
            ?? Setting(defaults.limits.answer, from: defaults.answer == nil ? "default" : defaults.source)
    }

    /// The settings of a transport to the server.
    package var transport: TransportSettings {
        var limits = defaults.limits
        limits.answer = answerTimeout.value
        return TransportSettings(limits: limits, tls: tls.value, proxies: proxies.value)
    }
}

/// The limits of transfers that a person has chosen for all servers; nil for those of the program.
package struct NetworkDefaults: Sendable, Equatable {
    package var answer: Duration?
    /// Bytes of an answer's body.
    package var body: Int?
    /// Reads under way at once on one server.
    package var connections: Int?
    /// What decided them, for people.
    package var source = ""

    package init() {}

    /// The limits of the program.
    package static let usual = TransportLimits()

    /// The limits with these in their places.
    package var limits: TransportLimits {
        let usual = Self.usual
        return TransportLimits(
            answer: answer ?? usual.answer, body: body ?? usual.body, connections: connections ?? usual.connections)
    }
}
