import Foundation
import SisenseClient
import Testing

@Suite("The judgement of a browser")
struct CORSJudgeTests {
    private static let own = "https://app.example.com"

    private static func request(
        _ method: HTTPMethod = .get, headers: Set<String> = ["authorization"], cookies: Bool = false
    ) throws -> CORSRequest {
        CORSRequest(
            origin: try #require(Origin(serialized: own)), method: method,
            url: try #require(URL(string: "https://bi.example.com/api/v1/users/loggedin")), headerNames: headers,
            sendsCookies: cookies)
    }

    private static let allowed: [(String, String)] = [
        ("Access-Control-Allow-Origin", own), ("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE"),
        ("Access-Control-Allow-Headers", "Authorization, Content-Type"), ("Vary", "Origin"),
    ]

    /// The headers of a good answer, with changes; an empty value removes a header.
    private static func response(_ status: Int = 204, _ changes: [String: String] = [:]) -> HTTPResponse {
        var headers = HTTPHeaders(allowed)
        for (name, value) in changes { headers[name] = value.isEmpty ? nil : value }
        return HTTPResponse(status: status, headers: headers)
    }

    struct Example: Sendable {
        var changes: [String: String] = [:]
        var status = 204
        var method = HTTPMethod.get
        var headers: Set<String> = ["authorization"]
        var cookies = false
        var failure: CORSRule?
    }

    @Test(
        "A preflight is refused at the first rule it breaks",
        arguments: [
            Example(),
            Example(status: 200, method: .patch, headers: ["authorization", "content-type"]),
            Example(status: 301, failure: .preflightStatus),
            Example(status: 401, failure: .preflightStatus),
            Example(status: 404, failure: .preflightStatus),
            Example(changes: ["Access-Control-Allow-Origin": ""], failure: .preflightOrigin),
            Example(changes: ["Access-Control-Allow-Origin": "*"]),
            Example(changes: ["Access-Control-Allow-Origin": "*"], cookies: true, failure: .preflightOrigin),
            Example(changes: ["Access-Control-Allow-Origin": "https://App.example.com"], failure: .preflightOrigin),
            Example(changes: ["Access-Control-Allow-Origin": "\(own), \(own)"], failure: .preflightOrigin),
            Example(changes: ["Access-Control-Allow-Origin": "\(own)/"], failure: .preflightOrigin),
            Example(cookies: true, failure: .preflightCredentials),
            Example(
                changes: ["Access-Control-Allow-Credentials": "True"], cookies: true, failure: .preflightCredentials),
            Example(changes: ["Access-Control-Allow-Credentials": "true"], cookies: true),
            Example(changes: ["Access-Control-Allow-Methods": ""]),
            Example(changes: ["Access-Control-Allow-Methods": ""], method: .patch, failure: .preflightMethod),
            Example(changes: ["Access-Control-Allow-Methods": "patch"], method: .patch, failure: .preflightMethod),
            Example(changes: ["Access-Control-Allow-Methods": "*"], method: .patch),
            Example(
                changes: ["Access-Control-Allow-Methods": "*", "Access-Control-Allow-Credentials": "true"],
                method: .patch, headers: [], cookies: true, failure: .preflightMethod),
            Example(changes: ["Access-Control-Allow-Headers": ""], failure: .preflightHeaders),
            Example(changes: ["Access-Control-Allow-Headers": ""], headers: []),
            Example(changes: ["Access-Control-Allow-Headers": "AUTHORIZATION"]),
            Example(changes: ["Access-Control-Allow-Headers": "*"], failure: .preflightHeaders),
            Example(changes: ["Access-Control-Allow-Headers": "*, authorization"], headers: ["authorization", "x-a"]),
            Example(changes: ["Access-Control-Allow-Headers": "*"], headers: ["x-a"]),
            Example(headers: ["authorization", "x-a"], failure: .preflightHeaders),
        ])
    func preflight(_ example: Example) throws {
        let request = try Self.request(example.method, headers: example.headers, cookies: example.cookies)
        let findings = CORSJudge(request).preflight(Self.response(example.status, example.changes))
        #expect(findings.first { $0.outcome == .failed }?.rule == example.failure)
        #expect(findings.dropLast().allSatisfy { $0.outcome == .passed })
    }

    @Test(
        "An answer is kept from the page at the first rule it breaks, whatever its status",
        arguments: [
            Example(status: 200), Example(status: 401), Example(status: 500), Example(status: 304),
            Example(status: 302, failure: .notRedirected),
            Example(changes: ["Access-Control-Allow-Origin": ""], status: 200, failure: .origin),
            Example(changes: ["Access-Control-Allow-Origin": "null"], status: 200, failure: .origin),
            Example(status: 200, cookies: true, failure: .credentials),
        ])
    func answer(_ example: Example) throws {
        let request = try Self.request(cookies: example.cookies)
        let findings = CORSJudge(request).answer(Self.response(example.status, example.changes))
        #expect(findings.first { $0.outcome == .failed }?.rule == example.failure)
    }

    @Test("A missing Vary is noticed, but not where every origin gets the same answer")
    func vary() throws {
        let judge = CORSJudge(try Self.request())
        func outcome(_ changes: [String: String]) -> CORSFinding.Outcome? {
            judge.answer(Self.response(200, changes)).first { $0.rule == .vary }?.outcome
        }
        #expect(outcome([:]) == .passed)
        #expect(outcome(["Vary": "Accept-Encoding, origin"]) == .passed)
        #expect(outcome(["Vary": ""]) == .noticed)
        #expect(outcome(["Vary": "", "Access-Control-Allow-Origin": "*"]) == nil)
    }

    @Test("Two headers instead of one are named as such")
    func twice() throws {
        var response = Self.response()
        response.headers.append("Access-Control-Allow-Origin", "*")
        let findings = CORSJudge(try Self.request()).preflight(response)
        #expect(findings.last?.explanation.contains("several values") == true)
    }

    @Test("A request is only asked about first where it is not a simple one")
    func needsPreflight() throws {
        #expect(try Self.request(.get, headers: []).needsPreflight == false)
        #expect(try Self.request(.post, headers: []).needsPreflight == false)
        #expect(try Self.request(.get, headers: ["Authorization"]).needsPreflight)
        #expect(try Self.request(.patch, headers: []).needsPreflight)
    }

    @Test("The preflight asks with sorted lower-case names and brings no token")
    func preflightRequest() throws {
        let preflight = try Self.request(.patch, headers: ["Content-Type", "Authorization"]).preflight
        #expect(preflight.method == .options)
        #expect(preflight.headers["Origin"] == Self.own)
        #expect(preflight.headers["Access-Control-Request-Method"] == "PATCH")
        #expect(preflight.headers["Access-Control-Request-Headers"] == "authorization,content-type")
        #expect(preflight.headers["Authorization"] == nil)
    }
}
