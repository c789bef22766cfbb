import Foundation
import SisenseClient
import TerminalKit
import Testing

@testable import ConsoleUI

@Suite("An error in a pane")
struct ErrorTextTests {
    private struct Answering: HTTPTransport {
        let response: HTTPResponse

        func send(_ request: HTTPRequest, isChange: Bool) async throws(TransportError) -> HTTPResponse { response }
    }

    private static func answer(_ status: Int, _ body: String = "{}", _ headers: HTTPHeaders = [:]) -> HTTPResponse {
        HTTPResponse(status: status, headers: headers, body: Data(body.utf8))
    }

    private static let details = (1...20).map { #"{"message":"value \#($0) is not one of those that are allowed"}"# }
    private static let page = "<!doctype html><html><head><title>Log in to the company</title></head></html>"

    @Test(
        "What happened begins it and what to do stands whole, however small the pane",
        arguments: [
            answer(429, "{}", ["Retry-After": "30"]), answer(503), answer(401), answer(403), answer(404),
            answer(302, "", ["Location": "/app/account/login?src=/some/long/path/to/come/back/to"]),
            answer(200, page, ["Content-Type": "text/html"]), answer(500, page),
            answer(422, #"{"error":{"message":"no","subErrors":[\#(details.joined(separator: ","))]}}"#),
            answer(400, #"{"message":"\#(String(repeating: "a long story ", count: 60))"}"#),
        ])
    func whole(answer: HTTPResponse) async throws {
        let client = APIClient(
            server: try ServerAddress("https://bi.acme.example"), transport: Answering(response: answer),
            token: Secret("t"), policy: .readWrite)
        let error = await #expect(throws: APIError.self) { try await client.read(.getUsers).list() }
        let failure = try #require(error)
        // The body of the pane, and the room in the sign-in, at 80x24 and at 60x15.
        for size in [Size(76, 19), Size(56, 10), Size(68, 12)] {
            let lines = ErrorText.fitted(failure, hint: "R tries again", in: size, ellipsis: "...")
            let text = lines.flatMap { $0.text.split(separator: " ") }.joined(separator: " ")
            #expect(lines.count <= size.height, "\(size): \(text)")
            #expect(text.hasSuffix((failure.nextStep + " R tries again").trimmingPrefix(" ")), "\(size): \(text)")
            #expect(text.hasPrefix(failure.message.prefix(20)), "\(size): \(text)")
        }
    }

    @Test("Where there is room, all of it stands there")
    func roomy() {
        let error = APIError(
            .refused, status: 422, message: "The server does not accept it.", details: ["one", "two"],
            request: "PATCH /x", server: "https://bi.acme.example", nextStep: "Mend it.")
        let lines = ErrorText.fitted(error, hint: "", in: Size(80, 20), ellipsis: "...").map(\.text)
        #expect(lines == error.description.split(separator: "\n").map(String.init))
    }
}
