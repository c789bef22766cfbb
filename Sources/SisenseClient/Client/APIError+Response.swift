import Foundation

extension APIError {
    /// The error that a refusing answer stands for.
    init(_ response: HTTPResponse, to call: Call, server: ServerAddress) {
        let body = ErrorBody(response)
        let kind = Kind(response, to: call, isFromServer: body.isOfServer)
        let documented = call.operation.answers.first { $0.status == response.status }
        let meaning = body.code.flatMap(ServerCode.meaning)
        var message =
            body.message ?? (body.isPage ? nil : documented?.meaning) ?? Self.words(response.status)
        if let meaning, message.lowercased().contains(meaning) == false { message += " (\(meaning))" }
        if kind == .outcomeUnknown {
            // Servers end their sentences or do not.
            if let last = message.last, !".!?".contains(last) { message += "." }
            message += " The change was sent; its outcome is not known."
        }
        self.init(
            kind, status: response.status, code: body.code, message: message, details: body.details,
            request: call.line, server: server.description,
            nextStep: body.code.flatMap(ServerCode.nextStep)
                ?? Self.nextStep(kind, response: response, body: body, call: call))
    }

    /// The error of a change whose answer, with a good status, does not prove it.
    init?(_ proof: AnswerProof, _ response: HTTPResponse, to plan: RequestPlan) {
        let request = plan.call.line
        let server = plan.target.server.description
        switch proof {
        case .done: return nil
        case .failed(let message, let details):
            self.init(
                .refused, status: response.status,
                message: "The server reports a failure" + (message.isEmpty ? "." : ": \(message)"), details: details,
                request: request, server: server,
                nextStep: "Refresh to see what was done before you repeat the change.")
        case .unproven(let reason):
            self.init(
                .outcomeUnknown, status: response.status, message: "\(reason) The outcome of the change is not known.",
                request: request, server: server,
                nextStep: Self.nextStep(unproven: response))
        }
    }

    private static func nextStep(unproven response: HTTPResponse) -> String {
        if response.status == 202 { return "Refresh in a while to see whether it was done." }
        return WebPage.title(of: response) == nil
            ? "Read the record again before you repeat the change: it may have been done."
            : "Check that you are still logged in at whatever stands before the server."
    }

    private static func nextStep(_ kind: Kind, response: HTTPResponse, body: ErrorBody, call: Call) -> String {
        switch kind {
        case .redirected: redirection(response)
        case .outcomeUnknown where (300..<400).contains(response.status): redirection(response)
        case .outcomeUnknown: "Read the record again before you repeat the change: it may have been done."
        case .unauthorized where call.operation.needsLogin: "Log in again, or give a token that is still valid."
        case .forbidden where !body.isOfServer:
            "This comes from something before the server, such as a proxy or a firewall: ask who runs it."
        case .forbidden where body.isAboutLicence:
            "The licence of this server does not include it. Your role has nothing to do with that."
        // What the server has said is not repeated.
        case .forbidden where body.isAboutRole: askForRight
        case .forbidden: "Your role does not allow this. \(askForRight)"
        case .notFound where !body.isOfServer:
            "What answered is not the API of a Sisense server: check the address, its port and its path."
        case .notFound where body.isMissingRoute: "A newer or an older version may have it."
        case .notFound where body.isAboutLicence: "The licence of this server does not include it."
        case .notFound where call.operation.template.names.isEmpty:
            "This version of the server may not have this operation."
        case .notFound:
            "Check the id: the record may have been deleted. Older or newer servers may not have this operation."
        case .busy: busy(response)
        case .serverFault: "Try again. If it happens every time, see the server's log."
        default: ""
        }
    }

    private static let askForRight = "Ask an administrator of this server for the right."

    private static func redirection(_ response: HTTPResponse) -> String {
        guard let location = response.headers["Location"] else { return "Check the address of the server." }
        let target = Redactor.text(location)
        if response.headers["Location"]?.lowercased().contains("login") == true {
            return "It points to \(target): log in at whatever stands before the server, or check its address."
        }
        return "It points to \(target). Check the address of the server."
    }

    private static func busy(_ response: HTTPResponse) -> String {
        let wait = response.retryAfter.map { " in \(Int($0.seconds.rounded(.up))) s" } ?? " later"
        return response.status == 429
            ? "The server, or a gateway before it, limits how many requests it takes. Try again\(wait)."
            : "The server is busy or being restarted. Try again\(wait)."
    }

    private static func words(_ status: Int) -> String {
        switch status {
        case 400: "The server does not accept the request."
        case 401: "The server does not accept the token."
        case 403: "The server does not allow this."
        case 404: "The server has no record with this id."
        case 300..<400: "The server points to another address."
        case 409: "The record is in a state that does not allow this."
        case 413: "The request is too large for the server."
        case 422: "The server does not accept the values."
        case 429: "Too many requests for the server."
        case 502, 503, 504: "The server is not available."
        default: "The server answered with status \(status)."
        }
    }
}

/// The error that a refusing server states, in any of the forms it is known to state it: the envelope of version 1, the
/// bare `{"message"}` of 0.9, the `{title, detail}` of version 2, plain text, a proxy's HTML page, or nothing.
struct ErrorBody {
    var code: Int?
    var message: String?
    var details: [String] = []
    /// True for a page for browsers.
    var isPage = false
    /// True for what only a server of this API says, or an empty body, which anyone does.
    var isOfServer = true
    /// True when the server does not know the path: another version has the operation.
    var isMissingRoute = false

    /// True when it is the licence that forbids it.
    var isAboutLicence: Bool {
        message?.firstMatch(of: /(?i)licen[cs]e/) != nil
    }

    /// True when it is the role of the caller that does not allow it.
    var isAboutRole: Bool {
        message?.firstMatch(of: /(?i)\byour role\b/) != nil
    }

    private static let longest = 500

    init(_ response: HTTPResponse) {
        if let document = try? JSONReader.read(response.body) {
            self.init(document)
        } else {
            self.init(page: WebPage.title(of: response) != nil, response.body)
        }
    }

    private init(page isPage: Bool, _ body: Data) {
        self.isPage = isPage
        isMissingRoute = Self.isMissingRoute(body)
        isOfServer = body.isEmpty || isMissingRoute
        message = isMissingRoute ? "This version of the server does not have this operation." : Self.plain(body)
    }

    init(_ document: JSONValue) {
        let inner = document["error"] ?? document
        code = inner["code"]?.integer ?? document["code"]?.integer
        message =
            ["detail", "message", "error_description", "title"].lazy
            .compactMap { inner[$0]?.string ?? document[$0]?.string }.first { !$0.isEmpty }
            ?? inner.string
        details = (inner["subErrors"]?.array ?? []).compactMap { fault in
            (fault["error"] ?? fault)["message"]?.string ?? fault.string
        }
        message = message.map { Redactor.text(String($0.prefix(Self.longest))) }
        details = details.prefix(20).map { Redactor.text(String($0.prefix(Self.longest))) }
    }

    /// True for the page of the server's own framework about a path it does not know: `Cannot GET /api/v1/features`.
    private static func isMissingRoute(_ body: Data) -> Bool {
        String(decoding: body.prefix(4096), as: UTF8.self).contains(/Cannot [A-Z]+ \//)
    }

    private static func plain(_ data: Data) -> String? {
        let text = String(decoding: data.prefix(4096), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { return nil }
        guard text.hasPrefix("<") else { return Redactor.text(String(text.prefix(longest))) }
        return WebPage.title(in: text).map { "the answer is a web page: \($0)" } ?? "the answer is a web page"
    }
}
