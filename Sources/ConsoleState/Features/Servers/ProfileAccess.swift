package import SisenseClient

/// The means to work with the profiles of this machine: to read them, to try one out, to keep and to remove it.
package struct ProfileAccess: Sendable {
    package let list: @Sendable () -> ProfileStore.Listing
    /// A client of the server of a profile that has no token and can change nothing; nil where there is no way to it.
    let stranger: @Sendable (Profile) -> APIClient?
    /// Goes the whole way to the server of a profile.
    let test: @Sendable (Profile) async -> ConnectionVerdict
    /// Keeps a profile, in the place of the one that had a name before; without that name it has to be a new one.
    /// Returns why it could not, nil when it did.
    let save: @Sendable (Profile, _ former: ProfileName?) async -> String?
    /// Removes a profile; returns why it could not.
    let remove: @Sendable (ProfileName) async -> String?

    package init(
        list: @escaping @Sendable () -> ProfileStore.Listing = { ProfileStore.Listing() },
        stranger: @escaping @Sendable (Profile) -> APIClient? = { _ in nil },
        test: @escaping @Sendable (Profile) async -> ConnectionVerdict,
        save: @escaping @Sendable (Profile, _ former: ProfileName?) async -> String?,
        remove: @escaping @Sendable (ProfileName) async -> String? = { _ in nil }
    ) {
        (self.list, self.stranger) = (list, stranger)
        (self.test, self.save, self.remove) = (test, save, remove)
    }
}

/// How far the way to a server could be gone.
package struct ConnectionVerdict: Sendable, Equatable {
    /// The steps that went well, in their order.
    package let passed: [ConnectionTest.Passed]
    /// The step that failed; nil where all went well.
    package let failure: ConnectionTestError?
    /// What may mend that, beside the advice of the failure.
    package let advice: String?

    package init(passed: [ConnectionTest.Passed], failure: ConnectionTestError? = nil, advice: String? = nil) {
        (self.passed, self.failure, self.advice) = (passed, failure, advice)
    }

    /// The failure with what to do about it, in sentences; nil where there is none.
    var problem: String? {
        failure.map { failure in
            let error = failure.named
            // What mends it comes before the words of a library.
            let parts = advice.map { ["\(failure.step.rawValue) failed.", $0, failure.message] }
            return (parts ?? [error.message, error.nextStep]).filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    /// The steps in a line, as in `name, connect, TLS, HTTP: Sisense 2026.1`.
    var steps: String {
        let way = passed.filter { [.name, .proxy, .connect, .tls].contains($0.step) }.map(\.step.rawValue)
        let answer = passed.last { $0.step == .http }?.text
        return [way.joined(separator: ", "), answer].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "; ")
    }

    /// What was learned of the login; nil where it did not come to that.
    var login: String? { passed.last { [.token, .login, .rights].contains($0.step) }?.text }

    /// One line for a list: that it works, or what does not.
    var summary: String { failure.map { "no: \($0.step.rawValue) failed" } ?? "ok" }
}

extension OtherServer {
    package init(_ profile: Profile) {
        self.init(
            name: profile.name.description, purpose: profile.kind.map(ServerPurpose.kind),
            address: profile.server.description, signIn: profile.tokenSource.summary)
    }
}
