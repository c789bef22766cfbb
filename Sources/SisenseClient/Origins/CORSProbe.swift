package import Foundation

/// Tries out whether pages of an origin can use a server, with the requests a browser would send.
///
///     let report = await CORSProbe(server: server, transport: transport, token: token).examine(origin)
///     print(report.summary)
package struct CORSProbe: Sendable {
    private let server: ServerAddress
    private let transport: any HTTPTransport
    private let token: Secret?

    /// - Parameter token: for the real request. Without one it is sent too, and the server's refusal is judged:
    ///   pages must be able to read that as well.
    package init(server: ServerAddress, transport: any HTTPTransport, token: Secret?) {
        self.server = server
        self.transport = transport
        self.token = token
    }

    /// Sends the preflight and, for a method that only reads, the request itself.
    /// - Parameters:
    ///   - method: the method that the page wants to use. A method that changes something is only asked about.
    ///   - sendsCookies: true when the page relies on the session's cookie rather than on a token.
    package func examine(
        _ origin: Origin, method: HTTPMethod = .get, sendsCookies: Bool = false
    ) async -> CORSReport {
        // The account's own record: every role may read it, and it is small.
        guard let url = server.url(path: "/api/v1/users/loggedin") else {
            return CORSReport(
                request: CORSRequest(origin: origin, method: method, url: URL(filePath: "/")), preflight: nil,
                actual: nil, findings: [CORSFinding(.answered, .failed, "\(server) is not the address of a server.")])
        }
        var request = CORSRequest(origin: origin, method: method, url: url, sendsCookies: sendsCookies)
        if !sendsCookies { request.headerNames.insert("authorization") }
        let reads = method == .get || method == .head
        if !reads { request.headerNames.insert("content-type") }
        return await examine(request, sendsRequest: reads)
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
        if let token { headers["Authorization"] = "Bearer " + token.exposed }
        let actual = await exchange(HTTPRequest(method: request.method, url: request.url, headers: headers))
        findings += judged(actual, rule: .answered, by: judge.answer)
        return CORSReport(request: request, preflight: preflight, actual: actual, findings: findings)
    }

    private func exchange(_ request: HTTPRequest) async -> CORSReport.Exchange {
        var shown = request
        shown.headers = Redactor.headers(request.headers)
        do throws(TransportError) {
            var response = try await transport.send(request, isChange: false)
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
