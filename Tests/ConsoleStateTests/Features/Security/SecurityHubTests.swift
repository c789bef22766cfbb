import Foundation
import Testing

@testable import ConsoleState
@testable import SisenseClient

@Suite("The sections of Security on servers of every shape")
struct SecurityHubTests {
    /// A server that has some paths and says of all others what a version without them says.
    private struct Shape: HTTPTransport {
        var answers: [String: String] = [:]
        var missing = HTTPResponse(status: 404, body: Data(#"{"error":{"message":"Cannot GET"}}"#.utf8))

        func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse {
            guard let text = answers[request.url.path()] else { return missing }
            let isRefusal = text.contains("System settings are empty")
            return HTTPResponse(
                status: isRefusal ? 400 : 200, headers: ["Content-Type": "application/json"], body: Data(text.utf8))
        }
    }

    /// What each section says on such a server, by the load of the hub itself.
    private func states(_ shape: Shape) async throws -> [SecuritySection: SectionState] {
        let server = try ServerAddress("https://bi.acme.example")
        let client = APIClient(server: server, transport: shape, token: Secret("t"), policy: .readWrite)
        var context = WorkContext(
            Dependencies(client: client, signIn: Dependencies.nowhere.signIn))
        let (stream, found) = AsyncStream<[SecuritySection: SectionState]>.makeStream()
        context.send = { action in
            if case .hub(.read(let states)) = action { found.yield(states) }
        }
        try await ListFeature.security.load(context) { _ in }
        found.finish()
        var all: [SecuritySection: SectionState] = [:]
        for await states in stream { all.merge(states) { $1 } }
        #expect(all.count == SecuritySection.allCases.count)
        return all
    }

    private static let system = Operation.getSystemSettings.template.description
    private static let security = Operation.getSecuritySettings.template.description
    private static let lockout = Operation.getLoginLockout.template.description
    private static let signOn = Operation.getSSOSettings.template.description
    private static let email = Operation.getEmailServer.template.description
    private static let trusted = Operation.getTrustedServers.template.description
    private static let domains = Operation.getLDAPDomains.template.description

    @Test("A server of today: every section says how it stands, and what should worry is marked")
    func complete() async throws {
        let states = try await states(
            Shape(answers: [
                Self.system:
                    #"{"webServer":{"enableSSl":true,"cors":{"enabled":true,"allowedOrigins":["https://a.example"]}},"authentication":{"domainGroupLogin":true}}"#,
                Self.security:
                    #"{"cookieExp":30,"passwordRegex":"","authenticationMode":"client","embeddedDomains":[]}"#,
                Self.lockout: #"{"enabled":true,"maxFailedAttempts":5,"lockoutPeriod":15}"#,
                Self.signOn: #"{"enabled":true,"ssoType":"jwt","lowSecurityJwtSso":true}"#,
                Self.email: #"{"enable":true,"host":"smtp.acme.example","port":25}"#,
                Self.trusted: #"[{"_id":"1","serverName":"http://bi2.acme.example","name":"Staging"}]"#,
                Self.domains: #"[{"_id":"1","url":"ldaps://dc.acme.example","name":"AD","enabled":true}]"#,
            ]))
        #expect(states[.cors] == SectionState("on, 1 listed"))
        #expect(states[.embedding] == SectionState("any site may frame", .attention))
        #expect(states[.sessions] == SectionState("cookie, 30 days"))
        #expect(states[.passwords] == SectionState("no rule", .attention))
        #expect(states[.lockouts] == SectionState("after 5"))
        #expect(states[.sso] == SectionState("JWT, low security", .attention))
        #expect(states[.email] == SectionState("smtp.acme.example"))
        #expect(states[.trusted] == SectionState("1, not encrypted", .attention))
        #expect(states[.ldap] == SectionState("1 domain"))
        #expect(states[.switches] == SectionState("TLS on, imported groups only"))
        #expect(states[.tokens] == SectionState("age not known", isLacking: true))
        #expect(states[.others] == SectionState("not on this server"))
        #expect(states[.settings] == SectionState("7 documents"))
    }

    @Test("An old server: what it lacks is said in the line, what its documents do not hold is not guessed")
    func old() async throws {
        let states = try await states(
            Shape(answers: [
                Self.system: #"{"webServer":{"cors":{"enabled":false}}}"#,
                Self.security: #"{"name":"security","allowAddServers":true,"secret":"********"}"#,
                Self.trusted: "[]",
            ]))
        #expect(states[.cors] == SectionState("off, 0 listed"))
        for section in [SecuritySection.embedding, .sessions, .passwords, .switches] {
            #expect(states[section] == SectionState("not reported"), "\(section)")
        }
        for section in [SecuritySection.lockouts, .sso, .ldap] {
            #expect(states[section] == SectionState("not on this server"), "\(section)")
        }
        #expect(states[.email] == SectionState("not set"))
        #expect(states[.trusted] == SectionState("none"))
    }

    @Test("A fresh server has no system settings yet; one part that fails leaves all others as they are")
    func fresh() async throws {
        let states = try await states(
            Shape(
                answers: [
                    Self.system: #"{"error":{"message":"System settings are empty"}}"#,
                    Self.lockout: #"{"enabled":false}"#,
                ], missing: HTTPResponse(status: 500, body: Data("<html>oops</html>".utf8))))
        #expect(states[.cors] == SectionState("not set"))
        #expect(states[.lockouts] == SectionState("off", .attention))
        #expect(states[.sso]?.text.hasPrefix("not known: ") == true)
        #expect(states[.sso]?.worry == .attention)
        #expect(states[.settings] == SectionState("7 documents"))
    }

    @Test("Whoever may see nothing is told so, line by line")
    func forbidden() async throws {
        let states = try await states(Shape(missing: HTTPResponse(status: 403)))
        for section in SecuritySection.allCases where ![.tokens, .settings].contains(section) {
            #expect(states[section] == SectionState("not for your role"), "\(section)")
        }
    }

    @Test("A token that is old, or has ended, is marked")
    func token() throws {
        func state(issued days: Int64, ends: Int64? = nil) -> SectionState {
            let now = Timestamp(Dependencies.nowhere.now()).milliseconds
            func ago(_ days: Int64) -> Timestamp { Timestamp(milliseconds: now - days * 86_400_000) }
            let times = TokenFacts.Times(issued: ago(days), ends: ends.map(ago))
            let use = TokenUse(certain: ["prod", "stage"], possible: ["ci"])
            return SectionState(of: .tokens, .token(TokenFacts(session: times, use: use)), .nowhere)
        }
        #expect(state(issued: 3).worry == .none)
        #expect(state(issued: 3).text.hasSuffix("ago, 2 profiles"))
        #expect(state(issued: 212).worry == .attention)
        #expect(state(issued: 3, ends: 1) == SectionState("expired", .fault, isLacking: true))
        #expect(state(issued: 3, ends: -5).text.hasPrefix("ends "))
        #expect(state(issued: 3, ends: -5).worry == .attention)
        #expect(state(issued: 3, ends: -50).text.hasPrefix("issued "))
    }

    /// A token that says when it was issued and when it ends.
    private func jwt(_ claims: String) -> String {
        "e30." + Data(claims.utf8).base64EncodedString().replacing("=", with: "") + ".c2ln"
    }

    @Test("The API token beside that of the session has its own age and end; a version without one offers none")
    func keptToken() async throws {
        let path = Operation.getAPIToken.template.description
        let token = jwt(#"{"iat":1700000000,"exp":1700000100}"#)
        let server = try ServerAddress("https://bi.acme.example")
        func facts(_ shape: Shape) async throws -> TokenFacts {
            let client = APIClient(server: server, transport: shape, token: Secret("t"), policy: .readWrite)
            return try await TokenFacts.read(
                WorkContext(Dependencies(client: client, signIn: Dependencies.nowhere.signIn)))
        }
        let own = try await facts(
            Shape(answers: [path: #"{"token":"\#(token)","notification":"Your token expires soon"}"#]))
        #expect(own.times.issued?.milliseconds == 1_700_000_000_000)
        #expect(own.notification == "Your token expires soon")
        #expect(SectionState(of: .tokens, .token(own), .nowhere) == SectionState("expired", .fault))
        let same = try await facts(Shape(answers: [path: #"{"token":"t"}"#]))
        guard case .same = same.kept else { return #expect(Bool(false), "\(same.kept)") }
        let states = try await states(Shape())
        #expect(states[.tokens]?.isLacking == true)
        var hub = HubState()
        hub.take(states)
        var state = try Samples.console()
        state.hub = hub
        let regenerate = try #require(ListFeature.security.command(ListCommand.ID("regenerate")))
        #expect(regenerate.obstacle(in: state)?.contains("no API tokens") == true)
    }

    @Test("Of other people the last login is all there is, and those of a day are counted")
    func logins() async throws {
        let now = Timestamp(Dependencies.nowhere.now()).milliseconds
        func login(_ hours: Int64) -> String { Timestamp(milliseconds: now - hours * 3_600_000).description }
        let users = #"""
            [{"_id":"1","email":"a@acme.example","lastLogin":"\#(login(2))"},
             {"_id":"2","email":"b@acme.example","lastLogin":"\#(login(40))"},
             {"_id":"3","email":"c@acme.example"}]
            """#
        let states = try await states(Shape(answers: [Operation.getUsers.template.description: users]))
        #expect(states[.others] == SectionState("1 person in one day"))
    }

    @Test("Every setting that a section edits is one of its document, and opening a section always leads somewhere")
    func sections() {
        for section in SecuritySection.allCases {
            if let (document, heading) = section.document, let heading {
                #expect(document.groups.contains { $0.title == heading }, "\(section)")
            }
            #expect(!section.opening.isEmpty)
            #expect(SecuritySection(section.id) == section)
        }
        for source in SectionFacts.Source.all { #expect(!source.sections.isEmpty) }
    }
}
