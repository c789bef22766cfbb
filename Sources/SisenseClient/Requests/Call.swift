import Foundation

/// One use of an operation: which, and with what values. Nothing is sent by making one.
package struct Call: Sendable {
    package let operation: Operation
    /// The values of the gaps in the path, not encoded.
    package let path: [String: String]
    package let query: [QueryItem]
    package let headers: HTTPHeaders
    package let body: RequestBody?

    /// - Throws: `CallError` when the operation is unknown or a mandatory input is missing.
    package init(
        _ id: OperationID, in catalogue: Catalogue = .sisense, path: [String: String] = [:], query: [QueryItem] = [],
        headers: HTTPHeaders = [:], body: RequestBody? = nil
    ) throws(CallError) {
        guard let operation = catalogue[id] else { throw .unknownID(id.description) }
        try self.init(operation, path: path, query: query, headers: headers, body: body)
    }

    /// - Throws: `CallError` when a mandatory input is missing.
    package init(
        _ operation: Operation, path: [String: String] = [:], query: [QueryItem] = [], headers: HTTPHeaders = [:],
        body: RequestBody? = nil
    ) throws(CallError) {
        self.operation = operation
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        _ = try operation.template.filled(with: path)
        for parameter in operation.parameters where parameter.isRequired {
            let isThere =
                switch parameter.place {
                case .path: true
                case .query: query.contains { $0.name == parameter.name }
                case .header: headers[parameter.name] != nil
                case .body, .form: body != nil
                }
            if isThere { continue }
            guard parameter.place != .body, parameter.place != .form else {
                throw .missingBody(operation: operation.id.description)
            }
            throw .missingParameter(parameter.name)
        }
    }

    /// The request to `server`, signed with `token`.
    /// - Throws: `CallError` when no URL can be made of it.
    package func request(to server: ServerAddress, token: Secret?) throws(CallError) -> HTTPRequest {
        let path = try operation.template.filled(with: path)
        guard let url = server.url(path: path, query: query) else { throw .badURL(path) }
        var request = HTTPRequest(method: operation.method, url: url, headers: headers, body: body?.data)
        if headers["Accept"] == nil { request.headers["Accept"] = "application/json, */*;q=0.5" }
        if let body { request.headers["Content-Type"] = body.contentType }
        if let token, headers["Authorization"] == nil { request.headers["Authorization"] = "Bearer " + token.exposed }
        // A line break in a value would begin another header (RFC 9110 section 5.5).
        for field in request.headers.fields where field.value.unicodeScalars.contains(where: \.isControl) {
            throw .badHeader(field.name)
        }
        return request
    }

    /// Method, path and query for people, with secrets masked: `GET /api/v1/users?limit=1`.
    package var line: String {
        let shown = path.reduce(into: [:]) { $0[$1.key] = Redactor.isSecret($1.key) ? "masked" : $1.value }
        let path = (try? operation.template.filled(with: shown)) ?? operation.template.description
        let query = Redactor.query(query).map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        return "\(operation.method.rawValue) \(path)" + (query.isEmpty ? "" : "?" + query)
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { value < 0x20 || value == 0x7F }
}
