import Foundation
import LocalServer
import SisenseClient

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A server of its own for one test, and a client that talks to it.
final class TestServer: Sendable {
    let server: LocalServer

    private init(_ server: LocalServer) {
        self.server = server
    }

    /// Runs `body` against a fresh server and stops it afterwards.
    static func run(
        _ configuration: ServerConfiguration = .testing(), _ body: (TestServer) async throws -> Void
    ) async throws {
        let test = TestServer(try await LocalServer.start(configuration))
        do {
            try await body(test)
        } catch {
            await test.server.stop()
            throw error
        }
        await test.server.stop()
    }

    struct Answer {
        let status: Int
        let headers: [String: String]
        let body: Data

        var json: JSONValue {
            (try? JSONReader.read(body)) ?? .null
        }

        /// The server's own code in the envelope of an error.
        var code: Int? { json["error"]?["code"]?.integer }
    }

    /// A token of the user with this e-mail address or name.
    func login(_ name: String = SampleData.administratorEmail, password: String = SampleData.password) async throws
        -> String
    {
        let body: JSONValue = ["username": .string(name), "password": .string(password)]
        let answer = try await send("POST", "/api/v1/authentication/login", body: body)
        return answer.json["access_token"]?.string ?? ""
    }

    func send(
        _ method: String, _ path: String, token: String? = nil, body: JSONValue? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        let text = body.map { JSONWriter.text($0, layout: .compact) }
        return try await raw(method, path, token: token, body: text, headers: headers)
    }

    /// The same with a body that need not be JSON.
    func raw(
        _ method: String, _ path: String, token: String? = nil, body: String? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        guard let url = URL(string: server.address + path) else { throw URLError(.badURL) }
        var request = URLRequest(url: url)
        request.httpMethod = method
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        if let body {
            request.httpBody = Data(body.utf8)
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let (data, response) = try await URLSession.shared.data(for: request)
        let http = response as? HTTPURLResponse
        var fields: [String: String] = [:]
        for (name, value) in http?.allHeaderFields ?? [:] { fields["\(name)".lowercased()] = "\(value)" }
        return Answer(status: http?.statusCode ?? 0, headers: fields, body: data)
    }
}

extension ServerConfiguration {
    /// Quick and the same each time: a fixed day, cheap passwords, no waiting for wrong ones.
    static func testing() -> ServerConfiguration {
        var configuration = ServerConfiguration()
        configuration.passwordRounds = 1
        configuration.wrongPasswordDelay = .zero
        return configuration
    }
}
