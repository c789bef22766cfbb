import SisenseClient

/// Which server this is and who we are on it.
package struct SessionState: Sendable {
    package enum Phase: Sendable {
        case connecting
        case signIn(SignInForm)
        case ready(User)
        case failed(APIError)
    }

    /// The name of the profile, or what stands for it, as `demo`.
    package let profile: String
    /// The kind of server in a word, as `DEMO` or `PROD`; empty when nobody said.
    package let label: String
    /// The address as a person reads it.
    package let server: String
    package let isReadOnly: Bool
    package var phase = Phase.connecting
    /// The last name we were signed in with, offered again.
    package var userName = ""

    package init(profile: String, label: String, server: String, isReadOnly: Bool) {
        self.profile = profile
        self.label = label
        self.server = server
        self.isReadOnly = isReadOnly
    }

    package var isReady: Bool {
        if case .ready = phase { true } else { false }
    }
}
