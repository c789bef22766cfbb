import Foundation
import SisenseClient
import Testing

@Suite("The settings of a connection")
struct ConnectionSettingsTests {
    private typealias Credential = ConnectionSettings.Credential

    private static func profile(_ name: String, token: TokenSource = .file(URL(filePath: "/t"))) throws -> Profile {
        var profile = Profile(
            name: try #require(ProfileName(name)), server: try ServerAddress("https://\(name).example"))
        profile.user = "ada"
        profile.tokenSource = token
        return profile
    }

    private static func settings(
        profile: String? = nil, server: String? = nil, readOnly: Bool = false, _ environment: [String: String] = [:],
        _ profiles: [Profile] = []
    ) throws -> ConnectionSettings {
        var listing = ProfileStore.Listing()
        listing.profiles = profiles
        let arguments = ConnectionSettings.Arguments(
            profile: profile, server: try server.map { try ServerAddress($0) }, isReadOnly: readOnly)
        return try ConnectionSettings(arguments, environment: environment, profiles: listing)
    }

    private static let fileToken = Credential.token(.file(URL(filePath: "/t")))
    private static let environmentToken = Credential.token(.environment("SISENSE_TOKEN"))

    @Test("The nearest setting counts, and is named")
    func order() throws {
        let profiles = [try Self.profile("acme")]
        let environment = ["SISENSE_URL": "https://url.example", "SISENSE_TOKEN": "t"]

        let byArgument = try Self.settings(server: "https://arg.example", environment, profiles)
        #expect(byArgument.server.source == "--server" && byArgument.server.value.host == "arg.example")
        #expect(byArgument.credential == Setting(Self.environmentToken, from: "SISENSE_TOKEN"))
        #expect(byArgument.name == "arg.example")

        let byEnvironment = try Self.settings(environment, profiles)
        #expect(byEnvironment.server.source == "SISENSE_URL" && byEnvironment.profile == nil)

        let byProfile = try Self.settings(profile: "acme", environment, profiles)
        #expect(byProfile.server.source == "profile acme" && byProfile.name == "acme")
        #expect(byProfile.credential == Setting(Self.fileToken, from: "profile acme"))

        let alone = try Self.settings([:], profiles)
        #expect(alone.server.source == "profile acme")
        #expect(alone.credential == Setting(Self.fileToken, from: "profile acme"))
    }

    @Test("A profile's token goes to no other server")
    func profileTokenStays() throws {
        let profiles = [try Self.profile("acme")]
        let elsewhere = try Self.settings(profile: "acme", server: "https://other.example", [:], profiles)
        #expect(elsewhere.credential == Setting(.prompt(user: nil), from: "default"))
        let named = try Self.settings(
            ["SISENSE_PROFILE": "acme", "SISENSE_URL": "https://other.example"], profiles)
        #expect(named.server.value.host == "other.example")
        #expect(named.credential.value == .prompt(user: nil))
    }

    @Test("The environment's token does not go to a server that a profile was asked for")
    func environmentTokenStays() throws {
        let profiles = [try Self.profile("acme", token: .prompt)]
        let settings = try Self.settings(profile: "acme", ["SISENSE_TOKEN": "t"], profiles)
        #expect(settings.credential == Setting(.prompt(user: "ada"), from: "default"))
    }

    @Test("A name and password serve where there is no token")
    func password() throws {
        let environment = ["SISENSE_USER": "ada", "SISENSE_PASSWORD": "p", "SISENSE_TOKEN": ""]
        let settings = try Self.settings(server: "https://a.example", environment)
        #expect(settings.credential.value == .password(user: "ada", Secret("p")))
        let nameOnly = try Self.settings(server: "https://a.example", ["SISENSE_USER": "ada"])
        #expect(nameOnly.credential.value == .prompt(user: "ada"))
    }

    @Test("Read-only by argument or profile cannot be taken back by anything nearer")
    func readOnly() throws {
        var profile = try Self.profile("acme")
        #expect(try Self.settings(readOnly: true, [:], [profile]).isReadOnly == Setting(true, from: "--readonly"))
        #expect(try Self.settings([:], [profile]).policy == .readWrite)
        profile.isReadOnly = true
        let settings = try Self.settings([:], [profile])
        #expect(settings.policy == .readOnly(reason: "profile acme says so"))
    }

    @Test("What is missing or wrong is said with the way out")
    func failures() throws {
        let none = #expect(throws: ConnectionError.self) { try Self.settings() }
        #expect(none?.description == "Which server? Give --server URL, set SISENSE_URL, or add a profile.")
        let bad = #expect(throws: ConnectionError.self) { try Self.settings(["SISENSE_URL": "ftp://a"]) }
        #expect(bad?.description.hasPrefix("SISENSE_URL: ") == true)
        let unknown = #expect(throws: ConnectionError.self) { try Self.settings(profile: "beta") }
        #expect(unknown?.description == "No profile with the name beta. There are none yet.")
        let profiles = [try Self.profile("acme"), try Self.profile("beta")]
        #expect(throws: ConnectionError.self) { try Self.settings([:], profiles) }
        #expect(try Self.settings(server: "https://a.example", [:], profiles).profile == nil)
    }

    @Test("No description holds a secret")
    func secrets() throws {
        let settings = try Self.settings(
            server: "https://a.example", ["SISENSE_USER": "ada", "SISENSE_PASSWORD": "hunter2"])
        var text = ""
        dump(settings, to: &text)
        #expect(!text.contains("hunter2") && !"\(settings)".contains("hunter2"))
    }

    @Test(
        "How careful to be belongs to the server: its address brings what its profile asks for",
        arguments: [
            ["--profile"], ["--server"], ["SISENSE_URL"],
        ])
    func careBelongsToServer(way: [String]) throws {
        var careful = try Self.profile("acme")
        (careful.isReadOnly, careful.kind, careful.asksReason) = (true, .production, true)
        let lax = try Self.profile("other")
        let address = "https://acme.example"
        let settings =
            switch way[0] {
            case "--profile": try Self.settings(profile: "acme", [:], [careful, lax])
            case "--server": try Self.settings(server: address, [:], [careful, lax])
            default: try Self.settings(["SISENSE_URL": address], [careful, lax])
            }
        #expect(settings.isReadOnly == Setting(true, from: "profile acme"))
        #expect(settings.kind == .production)
        #expect(settings.asksReason)
        #expect(try Self.settings(profile: "other", [:], [careful, lax]).isReadOnly.value == false)
    }

    @Test("Of several profiles of one server the most careful counts, unless one allows changes in so many words")
    func mostCareful() throws {
        let lax = try Self.profile("acme")
        var careful = Profile(name: try #require(ProfileName("acme-prod")), server: lax.server)
        (careful.isReadOnly, careful.kind) = (true, .production)
        let settings = try Self.settings(server: "https://acme.example", [:], [lax, careful])
        #expect(settings.isReadOnly.value)
        #expect(settings.kind == .production)
        let named = try Self.settings(profile: "acme", [:], [lax, careful])
        #expect(named.isReadOnly == Setting(true, from: "profile acme-prod"))
        #expect(named.kind == .production)
        var stated = lax
        stated.allowsChanges = true
        let allowed = try Self.settings(profile: "acme", [:], [stated, careful])
        #expect(allowed.isReadOnly.value == false)
        #expect(allowed.kind == .production)
        #expect(try Self.settings(server: "https://acme.example", [:], [stated, careful]).isReadOnly.value)
    }
}
