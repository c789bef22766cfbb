import Foundation
import TestRandom
import Testing

@testable import SisenseClient

@Suite("Profiles")
struct ProfileStoreTests {
    private let folder: TemporaryFolder
    private let store: ProfileStore

    init() throws {
        folder = try TemporaryFolder()
        store = ProfileStore(folder: folder.url, home: URL(filePath: "/home/ada"))
    }

    private func profile(_ name: String = "acme", _ server: String = "https://bi.acme.example") throws -> Profile {
        Profile(name: try #require(ProfileName(name)), server: try ServerAddress(server))
    }

    @Test(
        "A profile is read as it was written",
        arguments: [
            .prompt, .environment("BI_TOKEN"), .descriptor(5), .file(URL(filePath: "/home/ada/.bi token")),
            .command(TokenCommand(.program("pass", arguments: ["show", "bi"]))),
            .command(TokenCommand(.shell("pass show bi | head -1"), timeout: .seconds(7))),
        ] as [TokenSource])
    func roundTrip(_ source: TokenSource) throws {
        var profile = try profile()
        profile.user = "ada@acme.example"
        profile.kind = .production
        profile.isReadOnly = true
        profile.asksReason = true
        profile.answerTimeout = .seconds(90)
        profile.isDefault = true
        profile.tokenSource = source
        try store.save(profile)
        let listing = store.read()
        #expect(listing.profiles == [profile])
        #expect(listing.problems == [])
        #expect(try folder.mode(of: "acme.json") == 0o600)
    }

    @Test("A name is taken once, a rename keeps everything else, and one profile is the default")
    func changes() throws {
        var acme = try profile()
        acme.isDefault = true
        try store.add(acme)
        #expect(throws: ProfileStoreError.self) { try store.add(acme) }
        try folder.write("{ broken", to: "bad.json")
        #expect(throws: ProfileStoreError.self) { try store.add(try profile("bad")) }
        var other = try profile("other", "https://other.example")
        other.isDefault = true
        try store.add(other)
        #expect(store.read().profiles.filter(\.isDefault).map(\.name) == [other.name])
        let stage = try profile("stage", "https://other.example")
        #expect(throws: ProfileStoreError.self) { try store.replace(stage.name, with: stage) }
        #expect(throws: ProfileStoreError.self) { try store.replace(other.name, with: try profile()) }
        var renamed = other
        renamed.name = stage.name
        try store.replace(other.name, with: renamed)
        #expect(store.read().profiles.map(\.name.description) == ["acme", "stage"])
        #expect(try store.profile(stage.name) == renamed)
    }

    @Test("Every key can be set and taken out, and everything wrong is reported at once")
    func edits() throws {
        var all = ProfileEdits()
        for key in ProfileKey.allCases where !ProfileKey.tokenSources.contains(key) {
            let value =
                switch key {
                case .server: "https://bi.acme.example"
                case .kind: "prod"
                default: key.kind == .text ? "/x" : key.kind == .flag ? "true" : "7"
                }
            all.set(key, value)
        }
        all.set(.tokenCommand, "pass show bi")
        let name = try #require(ProfileName("acme"))
        let made = try store.profile(name, from: nil, with: all)
        let keys = made.json.object?.keys.count
        #expect(keys == ProfileKey.allCases.count - ProfileKey.tokenSources.count + 1)
        // Another source takes the place of the one before, which its own timeout does not outlive.
        var edits = ProfileEdits()
        edits.set(.tokenEnvironment, "BI")
        edits.unset = ["proxy", "kind"]
        let edited = try store.profile(name, from: made, with: edits)
        #expect(edited.tokenSource == .environment("BI") && edited.proxy == nil && edited.kind == nil)
        #expect(edited.user == made.user && edited.keepsSnapshots)
        var wrong = ProfileEdits()
        wrong.settings = [.init("colour", "red"), .init("timeout", "soon"), .init("readonly", "maybe")]
        wrong.unset = ["pane"]
        let error = #expect(throws: ProfileEditError.self) {
            try store.profile(name, from: try profile(), with: wrong)
        }
        #expect(error?.problems.count == 4)
        wrong.settings = [.init("kind", "production")]
        wrong.unset = []
        #expect(throws: ProfileEditError.self) { try store.profile(name, from: try profile(), with: wrong) }
    }

    @Test("A folder that is not there holds no profiles")
    func empty() throws {
        let listing = ProfileStore(folder: folder.url.appending(path: "none"), home: folder.url).read()
        #expect(listing.profiles.isEmpty && listing.problems.isEmpty)
    }

    @Test("A profile that is removed is gone, and removing it again is an error")
    func remove() throws {
        let profile = try profile()
        try store.save(profile)
        try store.remove(profile.name)
        #expect(store.read().profiles.isEmpty)
        #expect(throws: PrivateFileError.self) { try store.remove(profile.name) }
    }

    @Test("Fields of a later version survive being saved, and are named as unknown")
    func unknownFields() throws {
        try folder.write(#"{"server": "https://a.example", "colour": {"deep": [1.50]}}"#, to: "a.json")
        var profile = try #require(store.read().profiles.first)
        profile.user = "ada"
        try store.save(profile)
        let text = try String(contentsOf: folder.url.appending(path: "a.json"), encoding: .utf8)
        #expect(text.contains("1.50") && text.contains("\"ada\""))
        #expect(store.read().problems.map(\.message) == ["no field with this name"])
    }

    @Test(
        "A field that may be a misspelt readonly, and a kind that is none, make the profile more careful, not less",
        arguments: ["\"readOnly\": true", "\"read_only\": true", "\"ReadOnly\": false", "\"colour\": 1"])
    func misspelt(member: String) throws {
        try folder.write(#"{"server": "https://a.example", "kind": "produciton", \#(member)}"#, to: "a.json")
        let settings = try ConnectionSettings(.init(profile: "a"), environment: [:], profiles: store.read())
        #expect(settings.isReadOnly.value)
        #expect(settings.isReadOnly.source.contains("unknown field"))
        #expect(settings.kind == .production)
    }

    struct Fault: Sendable {
        var text: String
        var problem: String
        /// Whether the profile can be used all the same.
        var isUsable = false
    }

    @Test(
        "Each problem of a file is told with its line and field",
        arguments: [
            Fault(text: "", problem: ":1: not valid JSON at byte 0: the text ends too early"),
            Fault(text: "{\n  \"server\": 1,\n}", problem: ":3: not valid JSON at byte 17: unexpected character '}'"),
            Fault(text: "[]", problem: ":1: a profile is a JSON object"),
            Fault(text: "{}", problem: ": server: the server's address is missing"),
            Fault(text: "{\n\"server\": 1}", problem: ":2: server: expected a text, not number"),
            Fault(text: #"{"server": ""}"#, problem: ":1: server: expected a text, not an empty one"),
            Fault(
                text: #"{"server": "ftp://a"}"#,
                problem: ":1: server: \"ftp\" is not possible here: the address starts with https:// or http://."),
            Fault(
                text: "{\"server\": \"https://a.example\",\n\n\"kind\": \"live\"}",
                problem: ":3: kind: \"live\" is none of prod, staging, dev", isUsable: true),
            Fault(
                text: #"{"server": "https://a.example", "tokenFile": "a", "tokenCommand": "b"}"#,
                problem: ":1: tokenFile: only one source of the token is possible; tokenCommand is also set"),
            Fault(
                text: #"{"server": "https://a.example", "tokenCommand": []}"#,
                problem:
                    ":1: tokenCommand: a command is a list of a program and its arguments, or one line for the shell"),
            Fault(
                text: #"{"server": "https://a.example", "tokenCommand": ["a", 1]}"#,
                problem:
                    ":1: tokenCommand: a command is a list of a program and its arguments, or one line for the shell"),
            Fault(
                text: #"{"server": "https://a.example", "tokenDescriptor": 2}"#,
                problem: ":1: tokenDescriptor: a file descriptor is a number from 3 on"),
            Fault(
                text: #"{"server": "https://a.example", "timeout": 0}"#,
                problem: ":1: timeout: expected a number of seconds from 1 to 3600", isUsable: true),
            Fault(
                text: #"{"server": "https://a.example", "readonly": "yes"}"#,
                problem: ":1: readonly: expected true or false, not string", isUsable: true),
            Fault(
                text: "{\"server\": \"https://a.example\", \"user\": \"kind\",\n\"kind\" : 1}",
                problem: ":2: kind: expected a text, not number", isUsable: true),
            Fault(
                text: #"{"server": "https://a.example", "sever": 1}"#, problem: ":1: sever: no field with this name",
                isUsable: true),
        ])
    func problems(_ fault: Fault) throws {
        let file = try folder.write(fault.text, to: "a.json")
        let listing = store.read()
        #expect(listing.problems.map(\.description) == [file.path + fault.problem])
        #expect(listing.profiles.count == (fault.isUsable ? 1 : 0))
    }

    @Test("Any text at all is read without a crash, and either used or complained of", arguments: FuzzSeeds.of([1]))
    func fuzz(seed: UInt64) throws {
        let good = Array(
            #"{"server": "https://a.example", "tokenCommand": ["a", "b"], "timeout": 3, "kind": "dev", "x": {"y": 1}}"#
                .utf8)
        var random = SeededRandom(seed: seed)
        for _ in 0..<300 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0x20...0xFF, using: &random)
            }
            try Data(bytes).write(to: folder.url.appending(path: "a.json"))
            let listing = store.read()
            #expect(listing.profiles.count == 1 || !listing.problems.isEmpty)
        }
    }

    @Test("A read-only mark that cannot be read counts as set")
    func readOnlyByDefault() throws {
        try folder.write(#"{"server": "https://a.example", "readonly": "yes"}"#, to: "a.json")
        #expect(store.read().profiles.first?.isReadOnly == true)
    }

    @Test("A file that others may change is not trusted, one that they may read is")
    func permissions() throws {
        try folder.write(#"{"server": "https://a.example"}"#, to: "open.json", mode: 0o666)
        try folder.write(#"{"server": "https://a.example"}"#, to: "readable.json", mode: 0o644)
        let listing = store.read()
        #expect(listing.profiles.map(\.name.description) == ["readable"])
        #expect(listing.problems.count == 1)
    }

    @Test("A wrong file hides no other, and files of other kinds are left alone")
    func others() throws {
        try folder.write("{", to: "broken.json")
        try folder.write("x", to: "notes.txt")
        try folder.write("x", to: ".a.json.tmp")
        try folder.write("{}", to: "white space.json")
        try store.save(profile())
        let listing = store.read()
        #expect(listing.profiles.map(\.name.description) == ["acme"])
        #expect(listing.problems.count == 2)
    }

    @Test("A path that begins with a tilde is below the home folder")
    func tilde() throws {
        try folder.write(#"{"server": "https://a.example", "tokenFile": "~/.bi"}"#, to: "a.json")
        #expect(store.read().profiles.first?.tokenSource.summary == "file /home/ada/.bi")
    }

    @Test(
        "A name cannot lead out of the folder", arguments: ["", ".", "..", "../a", "a/b", "a b", "-a", "ä", ".hidden"])
    func names(_ name: String) {
        #expect(ProfileName(name) == nil)
    }

    @Test("The named, the default or the only profile is taken")
    func selection() throws {
        #expect(store.read().select(named: nil) == .none)
        let acme = try profile("acme")
        var beta = try profile("beta")
        try store.save(acme)
        #expect(store.read().select(named: nil) == .profile(acme))
        try store.save(beta)
        #expect(
            store.read().select(named: nil)
                == .failure(message: "Name a profile with --profile, or mark one as default. There are: acme, beta."))
        beta.isDefault = true
        try store.save(beta)
        #expect(store.read().select(named: nil) == .profile(beta))
        #expect(store.read().select(named: "acme") == .profile(acme))
        #expect(
            store.read().select(named: "gamma")
                == .failure(message: "No profile with the name gamma. There are: acme, beta."))
    }

    @Test("Asking for a profile whose file is wrong says what is wrong")
    func wrongSelection() throws {
        try folder.write("{", to: "a.json")
        guard case .failure(let message) = store.read().select(named: "a") else {
            Issue.record("a broken profile was selected")
            return
        }
        #expect(message.contains("a.json:1: not valid JSON"))
    }
}
