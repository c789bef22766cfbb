/// The way to a server as a profile and the environment settle it: certificates, proxies, patience.
package struct NetworkSettings: Sendable, Equatable {
    package let tls: Setting<TLSSettings>
    package let proxies: Setting<ProxySettings>
    /// The time that an answer may take.
    package let answerTimeout: Setting<Duration>

    /// - Parameters:
    ///   - profile: That of the server; nil where it has none.
    ///   - timeout: The time that an answer may take, where `--timeout` says so.
    package init(_ profile: Profile?, environment: [String: String], timeout: Duration? = nil) {
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
            ?? Setting(TransportLimits().answer, from: "default")
    }

    /// The settings of a transport to the server.
    package var transport: TransportSettings {
        TransportSettings(limits: TransportLimits(answer: answerTimeout.value), tls: tls.value, proxies: proxies.value)
    }
}
