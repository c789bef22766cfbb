package import Foundation

/// Tries out whether pages of an origin can use a server, with the requests a browser would send.
///
///     let report = await client.corsProbe.examine(origin)
///     print(report.summary)
package struct CORSProbe: Sendable {
    /// A request as a page would make it: what CORS looks at beside the origin.
    package struct Options: Sendable, Hashable {
        package var method: HTTPMethod
        /// The names of the headers that the page sets, in lower case.
        package var headerNames: Set<String>
        /// True when the page relies on the session's cookie rather than on a token.
        package var sendsCookies: Bool

        package init(
            method: HTTPMethod = .get, headerNames: Set<String> = ["authorization"], sendsCookies: Bool = false
        ) {
            self.method = method
            self.headerNames = Set(headerNames.map { $0.lowercased() })
            self.sendsCookies = sendsCookies
        }
    }

    /// Sends a request as it stands, and notes it where the requests of the session are.
    typealias Send = @Sendable (HTTPRequest) async throws(TransportError) -> HTTPResponse

    private let server: ServerAddress
    private let path: String
    private let token: Secret?
    private let send: Send

    /// - Parameters:
    ///   - path: the address that pages ask for, which the server should have.
    ///   - token: for the real request. Without one it is sent too, and the server's refusal is judged: pages must be
    ///     able to read that as well.
    init(server: ServerAddress, path: String, token: Secret?, send: @escaping Send) {
        (self.server, self.path, self.token, self.send) = (server, path, token, send)
    }

    /// Sends the preflight, where a browser would, and for a method that only reads the request itself. A method that
    /// changes something is only asked about.
    package func examine(_ origin: Origin, _ options: Options = Options()) async -> CORSReport {
        guard let url = server.url(path: path) else {
            return CORSReport(
                request: CORSRequest(origin: origin, method: options.method, url: URL(filePath: "/")), preflight: nil,
                actual: nil, findings: [CORSFinding(.answered, .failed, "\(server) is not the address of a server.")])
        }
        let request = CORSRequest(
            origin: origin, method: options.method, url: url, headerNames: options.headerNames,
            sendsCookies: options.sendsCookies)
        return await examine(request, sendsRequest: options.method == .get || options.method == .head)
    }

    private func examine(_ request: CORSRequest, sendsRequest: Bool) async -> CORSReport {
        let judge = CORSJudge(request)
        var findings: [CORSFinding] = []
        var preflight: CORSReport.Exchange?
        if request.needsPreflight {
            let exchange = await exchange(request.preflight)
            preflight = exchange
            findings = judged(exchange, rule: .preflightAnswered, by: judge.preflight)
        }
        guard sendsRequest, findings.allSatisfy({ $0.outcome != .failed }) else {
            return CORSReport(request: request, preflight: preflight, actual: nil, findings: findings)
        }
        var headers: HTTPHeaders = ["Accept": "application/json", "Origin": request.origin.description]
        if let token, request.headerNames.contains("authorization") {
            headers["Authorization"] = "Bearer " + token.exposed
        }
        let actual = await exchange(HTTPRequest(method: request.method, url: request.url, headers: headers))
        findings += judged(actual, rule: .answered, by: judge.answer)
        return CORSReport(request: request, preflight: preflight, actual: actual, findings: findings)
    }

    private func exchange(_ request: HTTPRequest) async -> CORSReport.Exchange {
        var shown = request
        shown.headers = Redactor.headers(request.headers)
        do throws(TransportError) {
            var response = try await send(request)
            response.headers = Redactor.headers(response.headers)
            return CORSReport.Exchange(request: shown, result: .success(response))
        } catch {
            return CORSReport.Exchange(request: shown, result: .failure(error))
        }
    }

    private func judged(
        _ exchange: CORSReport.Exchange, rule: CORSRule, by judge: (HTTPResponse) -> [CORSFinding]
    ) -> [CORSFinding] {
        switch exchange.result {
        case .success(let response):
            [CORSFinding(rule, .passed, "The answer took \(Self.milliseconds(response.duration)) ms.")]
                + judge(response)
        case .failure(let error): [CORSFinding(rule, .failed, "\(error) \(error.nextStep)")]
        }
    }

    private static func milliseconds(_ duration: Duration) -> Int { Int(duration / .milliseconds(1)) }
}

/// A request that a page of another origin wants to send, as far as CORS looks at it.
package struct CORSRequest: Sendable, Hashable {
    package var origin: Origin
    package var method: HTTPMethod
    package var url: URL
    /// The names of the headers that need the server's consent, in lower case.
    package var headerNames: Set<String>
    /// True when the browser sends cookies and takes them (credentials mode "include").
    package var sendsCookies: Bool

    package init(
        origin: Origin, method: HTTPMethod = .get, url: URL, headerNames: Set<String> = [], sendsCookies: Bool = false
    ) {
        self.origin = origin
        self.method = method
        self.url = url
        self.headerNames = Set(headerNames.map { $0.lowercased() })
        self.sendsCookies = sendsCookies
    }

    /// False for the simple requests that a browser sends without asking first (Fetch Standard, 4.1 "main fetch").
    package var needsPreflight: Bool { !Self.safelistedMethods.contains(method) || !headerNames.isEmpty }

    static let safelistedMethods: Set<HTTPMethod> = [.get, .head, .post]

    /// The question a browser asks first. It carries neither token nor cookies.
    package var preflight: HTTPRequest {
        var headers: HTTPHeaders = [
            "Accept": "*/*", "Origin": origin.description, "Access-Control-Request-Method": method.rawValue,
        ]
        if !headerNames.isEmpty {
            headers["Access-Control-Request-Headers"] = headerNames.sorted().joined(separator: ",")
        }
        return HTTPRequest(method: .options, url: url, headers: headers)
    }
}
