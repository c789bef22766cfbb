import Foundation

/// The way to one server as one user: every request of the product passes here, and so does the write policy.
package struct APIClient: Sendable {
    package let server: ServerAddress
    package private(set) var policy: WritePolicy
    let transport: any HTTPTransport
    private var token: Secret?
    /// The tokens and the password of the session, masked wherever they come back.
    package private(set) var secrets = KnownSecrets()
    private let observe: @Sendable (RequestTrace) -> Void
    /// Told of every request before it is sent; each is observed when it is over.
    private var began: @Sendable () -> Void = {}
    let journal: any ChangeJournal
    let rehearsed: @Sendable (RequestPlan) -> Void
    /// The owner of the token, when that is known; for the record of changes.
    package var account: String?
    /// The changes that those are sent with; nil for one by itself. For the record of changes.
    package var run: ChangeRun?
    /// What the checks of several changes read together; nil where each reads for itself.
    private(set) var holdings: SharedHoldings?
    /// The options this server is known to refuse, shared by all copies of this client with the same token.
    package private(set) var capabilities = ServerCapabilities()
    /// Takes the gaps of the lists that are read; nil where nobody asks.
    private var gaps: GapLog?
    /// True when a refusal is expected and another way is tried after it.
    private var isTrying = false
    /// True when an answer that a record is gone is as good as the record.
    private var expectsAbsence = false

    /// `observe` receives every request once it is over, `audit` every change before and after it is sent, `rehearsed`
    /// every plan that a dry run kept from being sent; on whatever thread that happens.
    package init(
        server: ServerAddress, transport: any HTTPTransport, token: Secret?, policy: WritePolicy,
        observe: @escaping @Sendable (RequestTrace) -> Void = { _ in },
        audit: any ChangeJournal = NoJournal(),
        rehearsed: @escaping @Sendable (RequestPlan) -> Void = { _ in }
    ) {
        journal = audit
        self.rehearsed = rehearsed
        self.server = server
        self.transport = transport
        self.token = token
        self.policy = policy
        self.observe = observe
        if let token { secrets.add(token: token) }
    }

    /// The same way with another token, as after logging in.
    package func with(token: Secret?) -> APIClient {
        var client = self
        client.token = token
        // A token that was replaced stays a secret.
        if let token { client.secrets.add(token: token) }
        // Another user may have other rights.
        client.capabilities = ServerCapabilities()
        return client
    }

    /// The same way, for several changes of one run: what they rest on is read together as far as one list tells it.
    /// - Parameter longest: The time for which a check may rest on what one before it has read.
    package func checkingTogether(for longest: Duration = .seconds(10)) -> APIClient {
        var client = self
        client.holdings = SharedHoldings(longest: longest)
        return client
    }

    /// The same way, with the start of every request announced.
    package func announcing(_ began: @escaping @Sendable () -> Void) -> APIClient {
        var client = self
        client.began = began
        return client
    }

    /// The same way as the user who has logged in.
    package func with(_ session: Session) -> APIClient {
        var client = with(token: session.token)
        client.secrets.add(password: session.password)
        return client
    }

    /// The same way, with the gaps of all lists that are read on it noted.
    package func noting(_ gaps: GapLog) -> APIClient {
        var client = self
        client.gaps = gaps
        return client
    }

    /// The same way, with gaps noted where `other` notes them.
    package func noting(with other: APIClient) -> APIClient { other.gaps.map(noting) ?? self }

    /// The same way, for a request whose refusal is no failure.
    package var trying: APIClient {
        var client = self
        client.isTrying = true
        return client
    }

    /// The same way, for reading records after a change that may have deleted them: that they are gone is no failure.
    package var expectingAbsence: APIClient {
        var client = self
        client.expectsAbsence = true
        return client
    }

    /// Notes what a list lacks.
    package func note(_ gap: ListGap) { gaps?.add(gap) }

    /// The same way, but for reading alone.
    package func readOnly(reason: String) -> APIClient {
        var client = self
        client.policy = policy.readOnly(reason: reason)
        return client
    }

    /// The same way, with changes recorded instead of sent, or sent again. A client that is read-only stays so.
    package func dryRun(_ isOn: Bool) -> APIClient {
        var client = self
        client.policy = policy.dryRun(isOn)
        return client
    }

    package var hasToken: Bool { token != nil }

    /// True when this is the token it sends.
    package func carries(_ token: Secret) -> Bool { self.token == token }

    /// The time when the token was issued; nil where it does not say.
    package var tokenIssued: Timestamp? { token.flatMap { APIToken(.string($0.exposed))?.issued } }

    /// The time when the token ends; nil where it does not say.
    package var tokenExpires: Timestamp? { token.flatMap { APIToken(.string($0.exposed))?.expires } }

    /// A probe of CORS that goes the way of this client, with its token. It asks for the account's own record, which
    /// every role may read and which is small.
    package var corsProbe: CORSProbe {
        let operation = Operation.getCurrentUser
        return CORSProbe(server: server, path: operation.template.description, token: token) {
            request throws(TransportError) in
            try await self.probe(request, operation)
        }
    }

    // MARK: Reading

    /// - Throws: `APIError`; an operation that writes is refused, whatever the policy.
    @concurrent package func read(_ call: Call) async throws(APIError) -> Response {
        guard !call.operation.writes else {
            throw APIError(
                .notAllowed, message: "This operation changes data and needs a plan.", request: call.line,
                server: server.description)
        }
        return try await send(call)
    }

    /// Reads, with the body of a good answer going to `sink` piece by piece instead of into the answer.
    /// - Throws: `APIError`, also when a part of the body has been handed on already.
    @concurrent package func read(_ call: Call, into sink: BodySink) async throws(APIError) -> Response {
        guard !call.operation.writes else { return try await read(call) }
        return try await send(call, sink: sink)
    }

    /// Reads with an operation.
    @concurrent package func read(
        _ operation: Operation, path: [String: String] = [:], query: [QueryItem] = [], body: RequestBody? = nil
    ) async throws(APIError) -> Response {
        try await read(call(operation, path: path, query: query, body: body))
    }

    /// Reads and parses the answer.
    /// - Throws: `APIError`, `.unreadable` when it is no JSON.
    @concurrent package func json(_ call: Call) async throws(APIError) -> JSONValue {
        try await read(call).json()
    }

    /// The records of a list that comes whole. What cannot be read is left out, and noted.
    /// - Parameter list: The name of the records, as in `users`.
    @concurrent func records<Item: Record>(
        _ list: String, _ operation: Operation, path: [String: String] = [:], query: [QueryItem] = [],
        isLean: Bool = false
    ) async throws(APIError) -> [Item] {
        records(list, in: try await read(operation, path: path, query: query).list(), isLean: isLean)
    }

    /// The records among the entries of a list; what cannot be read is noted.
    func records<Item: Record>(_ list: String, in entries: [JSONValue], isLean: Bool = false) -> [Item] {
        let page = Page<Item>(entries, isLean: isLean)
        if page.malformed > 0 { note(ListGap(list, .unreadable(page.malformed))) }
        return page.items
    }

    /// A call whose faults are reported as `APIError`.
    package func call(
        _ operation: Operation, path: [String: String] = [:], query: [QueryItem] = [], headers: HTTPHeaders = [:],
        body: RequestBody? = nil
    ) throws(APIError) -> Call {
        do {
            return try Call(operation, path: path, query: query, headers: headers, body: body)
        } catch {
            throw APIError(error, request: operation.id, server: server)
        }
    }

    /// The error for an answer that is not what the operation answers with.
    func unreadable(_ what: String, request: String) -> APIError {
        APIError(
            .unreadable, message: "The answer is not as expected: \(what).", request: request,
            server: server.description,
            nextStep: "Check that the address is that of a Sisense server, and its version.")
    }

    // MARK: Logging in

    /// A token for a name and a password.
    /// - Throws: `APIError`, `unauthorized` when they are wrong.
    @concurrent package func login(user: String, password: Secret) async throws(APIError) -> Session {
        let fields = [QueryItem("username", user), QueryItem("password", password.exposed)]
        let call = try call(.login, body: .form(fields))
        var visitor = with(token: nil)
        visitor.secrets.add(password: password)
        let answer = try await visitor.read(call).json()
        guard let token = answer["access_token"]?.string, !token.isEmpty, answer["success"]?.bool != false else {
            throw APIError(
                .unauthorized, message: answer["message"]?.string ?? "The server sent no token.", request: call.line,
                server: server.description, nextStep: "Check the user name and the password.")
        }
        return Session(token: Secret(token), password: password, profile: answer["profile"] ?? .null)
    }

    // MARK: Sending

    /// - Parameters:
    ///   - plan: The plan of a change, whose answer must prove it.
    ///   - sink: Takes the body of a good answer to a read.
    func send(
        _ call: Call, proving plan: RequestPlan? = nil, sink: BodySink? = nil
    ) async throws(APIError) -> Response {
        // A call may carry secrets of its own in its header fields.
        var secrets = secrets
        for field in call.headers.fields where Redactor.isSecret(field.name) {
            secrets.add(token: Secret(field.value.split(separator: " ").last.map(String.init) ?? ""))
        }
        do throws(APIError) {
            return try await exchange(call, proving: plan, sink: sink, secrets)
        } catch {
            throw error.masked(by: secrets)
        }
    }

    /// Sends a request that is made by hand, and notes it. A refusal is an answer like any other.
    private func probe(_ request: HTTPRequest, _ operation: Operation) async throws(TransportError) -> HTTPResponse {
        let (time, start) = (Date(), ContinuousClock.now)
        let line = "\(request.method.rawValue) \(request.url.path())"
        func report(_ outcome: RequestTrace.Outcome, _ answer: HTTPResponse?, _ transfer: TransferDetails?) {
            var trace = RequestTrace(
                time: time, operation: operation, line: line, outcome: outcome, duration: ContinuousClock.now - start,
                bytesSent: 0, bytesReceived: answer?.body.count ?? 0)
            trace.transfer = transfer
            trace.sent = RequestTrace.Content(headers: request.headers, body: Data(), secrets)
            trace.received = answer.map { RequestTrace.Content(headers: $0.headers, body: $0.body, secrets) }
            trace.isAttempt = true
            observe(trace)
        }
        began()
        do throws(TransportError) {
            let answer = try await transport.send(request, isChange: false)
            report(.answered(status: answer.status), answer, answer.transfer)
            return answer
        } catch {
            report(
                error.isCancelled ? .cancelled : .failed(secrets.text(error.description)), nil, error.transfer)
            throw error
        }
    }

    private func exchange(
        _ call: Call, proving plan: RequestPlan?, sink: BodySink?, _ secrets: KnownSecrets
    ) async throws(APIError) -> Response {
        var request: HTTPRequest
        do {
            request = try call.request(to: server, token: call.operation.needsLogin ? token : nil)
        } catch {
            throw APIError(error, request: call.line, server: server)
        }
        request.sink = sink
        // What a cache on the way has kept is old, and decisions are made on it (RFC 9111 section 5.2.1.4).
        if !call.operation.writes { request.headers["Cache-Control"] = "no-cache" }
        let time = Date()
        let start = ContinuousClock.now
        /// Reports a request that is over to the observer; `answer` is nil when none came.
        func report(
            _ outcome: RequestTrace.Outcome, _ answer: HTTPResponse? = nil, transfer: TransferDetails?, attempts: Int
        ) {
            var trace = RequestTrace(
                time: time, operation: call.operation, line: secrets.text(call.line), outcome: outcome,
                duration: ContinuousClock.now - start, bytesSent: request.body?.count ?? 0,
                bytesReceived: (answer?.body.count ?? 0) + (sink?.received ?? 0))
            (trace.transfer, trace.attempts) = (transfer, attempts)
            trace.sent = RequestTrace.Content(headers: request.headers, body: request.body ?? Data(), secrets)
            trace.received = answer.map { RequestTrace.Content(headers: $0.headers, body: $0.body, secrets) }
            let masked = call.masked(bodyLimit: RequestTrace.Content.limit)
            trace.call = masked
            (trace.isAttempt, trace.isAbsenceExpected) = (isTrying, expectsAbsence)
            trace.isWebPage = answer.map { WebPage.title(of: $0) != nil } ?? false
            trace.isRepeatable = !call.operation.writes && masked.carriesTheSame(as: call)
            observe(trace)
        }
        let answer: HTTPResponse
        began()
        do {
            answer = try await transport.send(request, isChange: call.operation.writes)
        } catch {
            report(
                error.isCancelled ? .cancelled : .failed(secrets.text(error.description)), transfer: error.transfer,
                attempts: error.attempts)
            throw APIError(error, request: call.line, server: server)
        }
        report(.answered(status: answer.status), answer, transfer: answer.transfer, attempts: answer.attempts)
        let isDocumented = answer.status < 400 && call.operation.answers.contains { $0.status == answer.status }
        guard (200..<300).contains(answer.status) || isDocumented else {
            throw APIError(answer, to: call, server: server)
        }
        if let plan, let error = APIError(AnswerProof(answer, to: plan), answer, to: plan) { throw error }
        if plan == nil, let title = WebPage.title(of: answer) {
            throw APIError(
                .unreadable, status: answer.status, message: WebPage.sentence(title), request: call.line,
                server: server.description,
                nextStep: "Check that the address is that of the Sisense server and not of a login page before it.")
        }
        return Response(answer, call: call, server: server)
    }
}

/// The result of a login.
package struct Session: Sendable {
    package let token: Secret
    /// The password that was given for it.
    package let password: Secret
    /// The server's data about the user; empty when it gives none.
    package let profile: JSONValue

    package init(token: Secret, password: Secret, profile: JSONValue) {
        self.token = token
        self.password = password
        self.profile = profile
    }
}

extension APIClient {
    /// Measures how soon another server answers, as seen from this machine. Nothing secret is sent, and any answer will
    /// do.
    /// - Throws: `TransportError` when none came.
    @concurrent package func reach(_ other: ServerAddress) async throws(TransportError) -> Duration {
        guard let url = other.url(path: "/") else { throw TransportError(.unreachable, server: other.description) }
        let start = ContinuousClock.now
        do throws(TransportError) {
            _ = try await transport.send(HTTPRequest(method: .get, url: url), isChange: false)
        } catch {
            if case .redirected = error.kind { return ContinuousClock.now - start }
            throw error
        }
        return ContinuousClock.now - start
    }
}
