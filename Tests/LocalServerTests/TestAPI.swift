import Foundation
import SisenseClient
import Synchronization

@testable import LocalServer

/// The API without a network, for tests of what it answers rather than of how it travels.
final class TestAPI {
    private var open: API?
    /// The reports to the operator: mail, above all.
    let reports = Reports()
    private(set) var token = ""

    /// - Parameter user: Who is logged in; nil for nobody.
    init(as user: String? = "admin", _ configuration: ServerConfiguration = .testing()) throws {
        var configuration = configuration
        configuration.report = { [reports] in reports.add($0) }
        open = try API(configuration: configuration)
        if let user { login(user) }
    }

    /// Lets go of the data folder.
    func close() { open = nil }

    @discardableResult func login(_ user: String, password: String = SampleData.password) -> Int {
        token = ""
        let answer = call(
            "POST", "/api/v1/authentication/login", ["username": .string(user), "password": .string(password)])
        token = answer.json["access_token"]?.string ?? ""
        return answer.status
    }

    /// Goes on with a token got before.
    func use(_ token: String) { self.token = token }

    struct Answer {
        let status: Int
        var headers: [(name: String, value: String)] = []
        let body: [UInt8]
        /// True when something is kept of the call.
        var changed = false
        /// The time the answer would be held back.
        var delay = Duration.zero

        var json: JSONValue { (try? JSONReader.read(body)) ?? .null }
        var code: Int? { json["error"]?["code"]?.integer }
        func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
        var id: String { (json["_id"] ?? json["oid"])?.string ?? "" }
        var oid: String { json["oid"]?.string ?? "" }
    }

    /// - Parameters:
    ///   - form: A body instead of JSON.
    ///   - fields: Header fields beside those that every call has. A type among them is that of the body.
    func call(
        _ method: String, _ path: String, _ body: JSONValue? = nil, form: String = "",
        fields: [(name: String, value: String)] = []
    ) -> Answer {
        var headers = HeaderFields()
        headers.append("Host", "localhost")
        if !token.isEmpty { headers.append("Authorization", "Bearer \(token)") }
        for field in fields { headers.append(field.name, field.value) }
        if body != nil, headers["content-type"] == nil { headers.append("Content-Type", "application/json") }
        guard let target = try? RequestTarget(Array(path.utf8)[...]) else { return Answer(status: 0, body: []) }
        let request = IncomingRequest(
            method: method, target: target, headers: headers,
            body: body.map { JSONWriter.bytes($0) } ?? Array(form.utf8),
            keepsAlive: true)
        guard let api = open else { return Answer(status: 0, body: []) }
        let reply = api.answer(request)
        let refusal = api.settle().flatMap { reply.isProvisional ? $0 : nil }
        let answer = refusal ?? reply
        return Answer(
            status: answer.status, headers: HTTPReply.standingFields + answer.headers + reply.corsHeaders,
            body: answer.body,
            changed: reply.isProvisional,
            delay: answer.delay)
    }

    final class Reports: Sendable {
        private let all = Mutex<[String]>([])

        var lines: [String] { all.withLock { $0 } }

        func add(_ line: String) { all.withLock { $0.append(line) } }
    }
}
