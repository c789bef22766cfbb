import SisenseClient

/// The reason why a request is refused, in the envelope that all errors of this API come in (seeds/001, Errors).
struct APIError: Error, Sendable, Equatable {
    var status: Int
    /// The server's own code.
    var code: Int
    var message: String
    /// The thing that was not found; empty for other errors.
    var resourceType = ""
    var resourceName = ""
    /// The single errors of an input.
    var details: [String] = []

    var body: JSONValue {
        var error = JSONObject([("code", .number(JSONNumber(code))), ("message", .string(message))])
        if !resourceType.isEmpty {
            error["resourceType"] = .string(resourceType)
            error["resourceName"] = .string(resourceName)
        }
        error["status"] = .number(JSONNumber(status))
        error["httpMessage"] = .string(HTTPStatus.reason(status))
        if !details.isEmpty {
            // Clients read either form.
            error["subErrors"] = .array(
                details.map { ["message": .string($0), "error": ["message": .string($0)]] })
        }
        return ["error": .object(error)]
    }
}

extension APIError {
    static func notFound(_ type: String, _ name: String, code: Int = 202) -> APIError {
        APIError(
            status: 404, code: code, message: "\(type.prefix(1).uppercased())\(type.dropFirst()) '\(name)' not found",
            resourceType: type, resourceName: name)
    }

    static func invalid(_ message: String, status: Int = 422, code: Int = 300, details: [String] = []) -> APIError {
        APIError(status: status, code: code, message: message, details: details)
    }

    static func missing(_ members: [String]) -> APIError {
        .invalid(
            "A mandatory field is missing: \(members.joined(separator: ", "))", code: 2003,
            details: members.map { "\($0) is required" })
    }

    static func badID(_ id: String) -> APIError {
        .invalid("'\(id)' is not a valid object id", code: 601)
    }

    static func forbidden(_ message: String = "Your role does not allow this") -> APIError {
        APIError(status: 403, code: 403, message: message)
    }

    /// A change that the disk did not take. 503, since the same request may succeed later.
    static func notKept(_ reason: String) -> APIError {
        APIError(
            status: 503, code: 503,
            message: "The change could not be kept and was taken back (\(reason)). Make room, then send it again")
    }

    static let invalidToken = APIError(status: 401, code: 5002, message: "Invalid token")
}
