import Foundation
import Testing

@testable import ConsoleState
@testable import SisenseClient

/// What the tests of the reducers work with.
enum Samples {
    static let error = APIError(.unreachable, message: "No answer came.", request: "", server: "")
    static let expired = APIError(.unauthorized, message: "Sign in again.", request: "", server: "")

    static func user(_ id: String = "1", _ email: String = "ada@acme.example") throws -> User {
        try #require(User(["_id": .string(id), "email": .string(email)]))
    }

    /// A client that may change things and reaches the server by `transport`.
    static func client(_ transport: any HTTPTransport = CurlTransport(), token: String? = nil) -> APIClient {
        APIClient(
            server: Dependencies.nowhere.client.server, transport: transport, token: token.map { Secret($0) },
            policy: .readWrite)
    }

    static func session(_ client: APIClient? = nil, purpose: ServerPurpose? = nil, asksReason: Bool = false)
        -> SessionState
    {
        SessionState(
            profile: "acme", purpose: purpose, client: client ?? Self.client(), asksReason: asksReason)
    }

    /// A change of one group, which can be taken back where `inverse` says so.
    static func plan(_ name: String = "Ops", danger: Danger? = nil, inverse: Bool = false) throws -> RequestPlan {
        let client = client()
        let call = try client.call(.createGroup, body: .json(["name": .string(name)]))
        return RequestPlan(
            title: "Create \(name)", call: call, danger: danger,
            target: .init(server: client.server, name: "group \(name)"), inverse: inverse ? call : nil)
    }

    /// A save of settings that can cut people off.
    static func riskyPlan() async throws -> RequestPlan {
        try await SettingsService(client()).planSave(.security, edited: ["cookieExp": 1], base: ["cookieExp": 30])
    }

    /// An answer to a plan, or to a read.
    static func response(_ call: Call, _ body: String = "{}", status: Int = 200) -> Response {
        Response(HTTPResponse(status: status, body: Data(body.utf8)), call: call, server: client().server)
    }

    /// The console signed in, on its list of users.
    static func console(_ client: APIClient? = nil) throws -> ConsoleState {
        var state = ConsoleState(session: session(client))
        state.session.phase = .ready(try user())
        return state
    }

    /// A command of the person that would run nothing.
    static var ownCommand: OwnCommand { OwnCommand("look", label: "Look", words: []) }

    /// A form that has one field and leads to nothing.
    static var form: FormState { FormState("Edit", [.text("name", "Name")]) { _, _ in .messageDismissed } }
}
