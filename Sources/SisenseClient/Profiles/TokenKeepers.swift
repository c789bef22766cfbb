/// The profiles of this machine that keep a token of one server, to be asked whose token each of them keeps.
package struct TokenKeepers: Sendable, Equatable {
    private struct Keeper: Sendable, Equatable {
        let name: String
        /// The name to log in with, as the profile says it; nil where it does not.
        let user: String?
        /// True when the token of the session comes from the same source.
        let hasSource: Bool
    }

    private let keepers: [Keeper]

    package static let none = TokenKeepers(keepers: [])

    private init(keepers: [Keeper]) {
        self.keepers = keepers
    }

    /// - Parameter source: The source of the token of the session; nil where it logs in with a name and a password.
    package init(_ profiles: [Profile], of server: ServerAddress, source: TokenSource?) {
        keepers = profiles.filter { $0.server == server && $0.tokenSource != .prompt }.map { profile in
            Keeper(name: profile.name.description, user: profile.user, hasSource: profile.tokenSource == source)
        }
    }

    /// The profiles that use the token of an account, as far as that is known without reading their tokens.
    /// - Parameter account: The user name or the address; nil where nobody knows whose session it is.
    package func use(of account: String?) -> TokenUse {
        var use = TokenUse()
        for keeper in keepers {
            switch keeper.hasSource ? true : Self.isSame(keeper.user, account) {
            case true?: use.certain.append(keeper.name)
            case nil: use.possible.append(keeper.name)
            case false?: break
            }
        }
        return use
    }

    /// Nil where nobody can say: a user name and an address may be those of one person.
    private static func isSame(_ user: String?, _ account: String?) -> Bool? {
        guard let user = user?.lowercased(), let account = account?.lowercased() else { return nil }
        if user == account { return true }
        return user.contains("@") == account.contains("@") ? false : nil
    }
}

/// The profiles that use a token, by their names.
package struct TokenUse: Sendable, Equatable {
    package var certain: [String]
    /// Those of which nobody knows whose token they keep.
    package var possible: [String]

    package init(certain: [String] = [], possible: [String] = []) {
        (self.certain, self.possible) = (certain, possible)
    }

    /// `used by the profile prod, maybe used by the profile ci`; empty where none uses it.
    package var clause: String {
        let parts = [("used by", certain), ("maybe used by", possible)].filter { !$0.1.isEmpty }
        return parts.map { "\($0.0) \(Self.profiles($0.1))" }.joined(separator: ", ")
    }

    /// Says which of them a new token concerns, a sentence each for those that are known to use it and those that may.
    var sentences: [String] {
        (certain.isEmpty ? [] : ["On this machine it is used by \(Self.profiles(certain))."])
            + (possible.isEmpty ? [] : ["On this machine \(Self.profiles(possible)) may use it."])
    }

    private static func profiles(_ names: [String]) -> String {
        Excerpt.of(names.map { "the profile \($0)" })
    }
}
