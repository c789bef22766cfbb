import Foundation

extension APIError {
    /// The error that a refusing answer stands for.
    init(_ response: HTTPResponse, to call: Call, server: ServerAddress) {
        let body = ErrorBody(response.body)
        let kind: Kind =
            switch response.status {
            case 300..<400: .redirected
            case 401: .unauthorized
            case 403: .forbidden
            case 404: .notFound
            case 400..<500: .refused
            default: .serverFault
            }
        let documented = call.operation.answers.first { $0.status == response.status }
        let meaning = body.code.flatMap(ServerCode.meaning)
        var message = body.message ?? documented?.meaning ?? Self.words(response.status)
        if let meaning, message.lowercased().contains(meaning) == false { message += " (\(meaning))" }
        self.init(
            kind, status: response.status, code: body.code, message: message, details: body.details,
            request: call.line, server: server.description,
            nextStep: body.code.flatMap(ServerCode.nextStep) ?? Self.nextStep(kind, response: response, call: call))
    }

    private static func nextStep(_ kind: Kind, response: HTTPResponse, call: Call) -> String {
        switch kind {
        case .redirected:
            response.headers["Location"].map { "It points to \(Redactor.text($0)). Check the address of the server." }
                ?? "Check the address of the server."
        case .unauthorized where call.operation.needsLogin: "Log in again, or give a token that is still valid."
        case .forbidden: "Your role does not allow this. Ask an administrator of this server for the right."
        case .notFound where call.operation.template.names.isEmpty:
            "This version of the server may not have this operation."
        case .notFound:
            "Check the id: the record may have been deleted. Older or newer servers may not have this operation."
        case .serverFault where response.status == 503 || response.status == 429: "The server is busy. Try again later."
        case .serverFault where call.operation.writes:
            "Read the record again before you repeat the change: part of it may have been done."
        case .serverFault: "Try again. If it happens every time, see the server's log."
        default: ""
        }
    }

    private static func words(_ status: Int) -> String {
        switch status {
        case 400: "The server does not accept the request."
        case 401: "The server does not accept the token."
        case 403: "The server does not allow this."
        case 404: "The server has no record with this id."
        case 409: "The record is in a state that does not allow this."
        case 413: "The request is too large for the server."
        case 422: "The server does not accept the values."
        case 429: "Too many requests for the server."
        case 502, 503, 504: "The server is not available."
        default: "The server answered with status \(status)."
        }
    }
}

/// What a refusing server says, in any of the forms it is known to say it: the envelope of version 1, the bare
/// `{"message"}` of 0.9, the `{title, detail}` of version 2, plain text, a proxy's HTML page, or nothing.
struct ErrorBody {
    var code: Int?
    var message: String?
    var details: [String] = []

    private static let longest = 500

    init(_ data: Data) {
        guard let document = try? JSONReader.read(data) else {
            message = Self.plain(data)
            return
        }
        let inner = document["error"] ?? document
        code = inner["code"]?.integer ?? document["code"]?.integer
        message =
            ["detail", "message", "error_description", "title"].lazy
            .compactMap { inner[$0]?.string ?? document[$0]?.string }.first { !$0.isEmpty }
            ?? inner.string
        details = (inner["subErrors"]?.array ?? []).compactMap { complaint in
            (complaint["error"] ?? complaint)["message"]?.string ?? complaint.string
        }
        message = message.map { Redactor.text(String($0.prefix(Self.longest))) }
        details = details.prefix(20).map { Redactor.text(String($0.prefix(Self.longest))) }
    }

    private static func plain(_ data: Data) -> String? {
        let text = String(decoding: data.prefix(4096), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { return nil }
        guard text.hasPrefix("<") else { return Redactor.text(String(text.prefix(longest))) }
        let title = text.firstMatch(of: /(?i)<title[^>]*>\s*([^<]{1,200}?)\s*<\/title>/).map { String($0.output.1) }
        return title.map { "the answer is a web page: \($0)" } ?? "the answer is a web page"
    }
}
