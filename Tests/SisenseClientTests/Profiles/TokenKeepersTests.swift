import Foundation
import SisenseClient
import Testing

@Suite("The profiles that keep a token")
struct TokenKeepersTests {
    private static let server = "https://bi.acme.example"

    private static func profile(
        _ name: String, _ source: TokenSource, user: String? = nil, server: String = server
    ) throws -> Profile {
        var profile = Profile(name: try #require(ProfileName(name)), server: try ServerAddress(server))
        (profile.tokenSource, profile.user) = (source, user)
        return profile
    }

    private static let source = TokenSource.environment("BI_TOKEN")

    private static func use(
        of account: String?, _ profiles: [Profile], source: TokenSource? = source
    ) throws -> TokenUse {
        TokenKeepers(profiles, of: try ServerAddress(server), source: source).use(of: account)
    }

    @Test("A profile of another person of the same server does not use my token, nor does one of another server")
    func others() throws {
        let file = TokenSource.file(URL(filePath: "/t"))
        let profiles = [
            try Self.profile("mine", Self.source), try Self.profile("bob", file, user: "bob@acme.example"),
            try Self.profile("stage", Self.source, server: "https://stage.acme.example"),
            try Self.profile("asks", .prompt, user: "ada@acme.example"),
        ]
        #expect(try Self.use(of: "ada@acme.example", profiles) == TokenUse(certain: ["mine"]))
    }

    @Test("A profile with the same source of the token, or of the same person, uses it")
    func same() throws {
        let file = TokenSource.file(URL(filePath: "/t"))
        let profiles = [
            try Self.profile("prod", Self.source, user: "somebody"), try Self.profile("nightly", Self.source),
            try Self.profile("script", file, user: "Ada@acme.example"),
        ]
        let use = try Self.use(of: "ada@acme.example", profiles)
        #expect(use == TokenUse(certain: ["prod", "nightly", "script"]))
        #expect(use.clause == "used by the profile prod, the profile nightly, the profile script")
    }

    @Test("Where nobody knows whose token a profile keeps, it may be mine")
    func unknown() throws {
        let file = TokenSource.file(URL(filePath: "/t"))
        let profiles = [try Self.profile("ci", file), try Self.profile("ops", file, user: "ada")]
        let use = try Self.use(of: "ada@acme.example", profiles)
        #expect(use == TokenUse(possible: ["ci", "ops"]))
        #expect(use.clause == "maybe used by the profile ci, the profile ops")
        // Logged in with a password, no source is that of the session.
        let login = try Self.use(of: nil, [try Self.profile("mine", Self.source)], source: nil)
        #expect(login == TokenUse(possible: ["mine"]))
        #expect(TokenKeepers.none.use(of: "ada").clause == "")
    }
}
