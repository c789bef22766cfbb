import Foundation
import SisenseClient

/// The API of the catalogue over one database: finds the operation, checks the caller, runs the handler, and makes
/// the answer. Lives on the thread of the event loop.
final class API: HTTPService {
    private let configuration: ServerConfiguration
    /// The segments of the path below which everything lies.
    private let base: [String]
    private let hosts: HostCheck
    private let folder: DataFolder?
    private var database: Database
    private var cors: CORS
    private var callers = Callers()
    private var recent = RecentAnswers()
    private let surroundings: Surroundings
    /// Mails to be delivered once they are on disk.
    private let outbox: Outbox
    private let audit: AuditTrail

    /// - Throws: `LocalServerError` when the data folder cannot be opened.
    init(configuration: ServerConfiguration) throws(LocalServerError) {
        self.configuration = configuration
        base = configuration.baseSegments
        hosts = HostCheck(address: configuration.address)
        let sample = { SampleData.database(configuration.sample, configuration: configuration) }
        folder = try configuration.dataDirectory.map { url throws(LocalServerError) in
            try DataFolder(url, report: configuration.report)
        }
        database = try folder?.open(initial: sample) ?? sample()
        outbox = Outbox(folder: configuration.dataDirectory, report: configuration.report)
        audit = AuditTrail(folder: configuration.dataDirectory, report: configuration.report)
        surroundings = Surroundings(clock: configuration.now, audit: audit)
        cors = CORS(settings: database[.settings]["system"] ?? JSONObject())
    }

    func settle() -> HTTPReply? {
        guard !database.changes.isEmpty else { return nil }
        let (mails, kept) = database.parts
        do throws(File.Failure) {
            try outbox.keep(mails)
            if !kept.isEmpty { try folder?.append(kept) }
        } catch {
            // Nobody has had an answer; so everything can be as it was before the round.
            outbox.withdraw(mails)
            audit.drop()
            database.rollback()
            cors = CORS(settings: database[.settings]["system"] ?? JSONObject())
            configuration.report("A change could not be kept and was taken back: \(error.reason)")
            return reply(to: .notKept(error.reason))
        }
        outbox.announce(mails)
        audit.keep()
        database.commit()
        folder?.compact(database)
        return nil
    }

    func answer(_ fault: HTTPFault) -> HTTPReply {
        reply(to: APIError(status: fault.status, code: fault.status, message: fault.message))
    }

    func answer(_ request: IncomingRequest) -> HTTPReply {
        guard let request = request.below(base) else {
            return Self.encode(HTMLPage.notFound(request))
        }
        var reply: HTTPReply
        do throws(APIError) {
            reply = try perform(request)
        } catch {
            reply = self.reply(to: error)
        }
        reply.isProvisional = !database.changes.isEmpty
        if reply.status == 405 { reply.headers.append(("Allow", allowed(request))) }
        // Says what would be taken instead (RFC 9110, 15.5.16).
        if reply.status == 415, request.coding != nil { reply.headers.append(("Accept-Encoding", "identity")) }
        reply.corsHeaders = cors.headers(for: request)
        return reply
    }

    private func perform(_ request: IncomingRequest) throws(APIError) -> HTTPReply {
        try hosts.check(request)
        if let reply = recent.reply(to: request, at: database.revision) { return reply }
        let segments = request.target.segments
        let catalogue = Catalogue.sisense
        if request.method == "OPTIONS" { return try options(request) }
        guard let method = HTTPMethod(rawValue: request.method) else {
            throw APIError(status: 501, code: 501, message: "The method \(request.method) is unknown")
        }
        guard let (operation, values) = catalogue.route(method == .head ? .get : method, segments: segments) else {
            if isMissing(segments) { return Self.encode(HTMLPage.notFound(request)) }
            throw unknown(request, segments)
        }
        if let version = configuration.version, version.missing.contains(operation) {
            return Self.encode(HTMLPage.notFound(request))
        }
        guard let route = Route.all[operation] else {
            throw APIError(status: 501, code: 501, message: "\(operation.id) is not part of the local server")
        }
        let caller = callers.caller(of: request, in: database)
        if route.access != .anyone {
            guard let caller else { throw .invalidToken }
            guard caller.may(route.access) else { throw .forbidden() }
        }
        // Logging in changes nothing that the catalogue calls a change; it does who is logged in.
        if operation.writes || operation.method != .get { try cors.checkChange(request) }
        if let coding = request.coding {
            throw APIError(status: 415, code: 415, message: "Bodies are taken as they are, not in \(coding)")
        }
        let call = Call(
            operation: operation, values: values, request: request, caller: caller,
            passwordRounds: configuration.passwordRounds, wrongPasswordDelay: configuration.wrongPasswordDelay,
            surroundings: surroundings, version: configuration.version, pageLimit: configuration.pageLimit)
        let revision = database.revision
        surroundings.renew()
        let reply = try adapted(route, call)
        if !operation.writes, !surroundings.wereSeen, database.revision == revision {
            recent.keep(reply, to: request)
        }
        return reply
    }

    /// The answer of a handler as the version would give it.
    private func adapted(_ route: Route, _ call: Call) throws(APIError) -> HTTPReply {
        guard let version = configuration.version else { return try run(route, call) }
        try version.check(call)
        return version.adapted(try run(route, call), of: call.operation)
    }

    private func run(_ route: Route, _ call: Call) throws(APIError) -> HTTPReply {
        let before = database.mark
        let reply: Reply
        do throws(APIError) {
            try Permissions.check(call, in: database)
            try InputCheck.check(call)
            reply = try route.handle(&database, call)
        } catch {
            database.rollback(to: before)
            throw error
        }
        if database.changes(since: before).contains(where: { $0.table == .settings && $0.id == "system" }) {
            cors = CORS(settings: database[.settings]["system"] ?? JSONObject())
        }
        if !database.changes(since: before).isEmpty { audit.note(call, status: reply.status) }
        return Self.encode(reply)
    }

    private func unknown(_ request: IncomingRequest, _ segments: [String]) -> APIError {
        let methods = methods(segments)
        let path = "/" + segments.joined(separator: "/")
        guard methods.isEmpty else {
            let names = methods.map(\.rawValue).joined(separator: ", ")
            return APIError(status: 405, code: 405, message: "\(path) takes \(names), not \(request.method)")
        }
        return APIError(status: 404, code: 202, message: "There is no \(path)")
    }

    /// The methods that a path takes, in the version that is answered as.
    private func methods(_ segments: [String]) -> [HTTPMethod] {
        let missing = configuration.version?.missing ?? []
        return HTTPMethod.allCases.filter { method in
            Catalogue.sisense.route(method, segments: segments).map { !missing.contains($0.operation) } ?? false
        }
    }

    /// True for a path that other versions have.
    private func isMissing(_ segments: [String]) -> Bool {
        methods(segments).isEmpty && !Catalogue.sisense.methods(segments: segments).isEmpty
    }

    /// - Throws: 404 for a path that nothing is at; a browser that asks before a request learns of it by the request.
    private func options(_ request: IncomingRequest) throws(APIError) -> HTTPReply {
        let segments = request.target.segments
        guard request.target.isWholeServer || CORS.isPreflight(request) || !methods(segments).isEmpty else {
            if isMissing(segments) { return Self.encode(HTMLPage.notFound(request)) }
            throw unknown(request, segments)
        }
        return HTTPReply(status: 204, headers: [("Allow", allowed(request))])
    }

    /// The methods that the path of `request` takes, for the Allow header.
    private func allowed(_ request: IncomingRequest) -> String {
        let methods = methods(request.target.segments).map(\.rawValue)
        return ((methods.contains("GET") ? ["HEAD"] : []) + methods + ["OPTIONS"]).joined(separator: ", ")
    }

    static func encode(_ reply: Reply) -> HTTPReply {
        if let job = reply.job { return HTTPReply(status: 202, job: { encode(await job()) }) }
        var encoded = HTTPReply(status: reply.status, delay: reply.delay)
        encoded.headers = reply.headers
        // A 401 says how to log in (RFC 9110, 11.6.1; RFC 6750, 3).
        if reply.status == 401 { encoded.headers.append(("WWW-Authenticate", "Bearer realm=\"Sisense\"")) }
        switch reply.body {
        case .empty: break
        case .json(let value):
            encoded.headers.append(("Content-Type", "application/json; charset=utf-8"))
            encoded.body = JSONWriter.bytes(value)
        case .bytes(let bytes, let type):
            encoded.headers.append(("Content-Type", type))
            encoded.body = bytes
        }
        return encoded
    }

    private func reply(to error: APIError) -> HTTPReply {
        Self.encode(.refusal(error))
    }
}
