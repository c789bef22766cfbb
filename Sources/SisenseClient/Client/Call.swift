package import Foundation

/// One use of an operation: which, and with what values. Nothing is sent by making one.
package struct Call: Sendable {
    package let operation: Operation
    /// The values of the gaps in the path, not encoded.
    package let path: [String: String]
    package let query: [QueryItem]
    package let headers: HTTPHeaders
    package let body: RequestBody?

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
                switch parameter.location {
                case .path: true
                case .query: query.contains { $0.name == parameter.name }
                case .header: headers[parameter.name] != nil
                case .body, .form: body != nil
                }
            if isThere { continue }
            guard parameter.location != .body, parameter.location != .form else {
                throw .missingBody(operation: operation.id)
            }
            throw .missingParameter(parameter.name)
        }
    }

    /// A call that is still being typed: nothing is checked, so it is for showing only.
    package init(
        sketch operation: Operation, path: [String: String], query: [QueryItem], headers: HTTPHeaders,
        body: RequestBody?
    ) {
        self.operation = operation
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The call with its secrets masked, to be kept and shown. A body of more than `limit` bytes is left out.
    package func masked(bodyLimit limit: Int) -> Call {
        let size = body?.data.count ?? 0
        let body: RequestBody? =
            switch body {
            case let large? where size > limit:
                .bytes(Data(counted(size, "byte").utf8), contentType: large.contentType)
            case .json(let value)?: .json(Redactor.json(value))
            case .form(let items)?: .form(Redactor.query(items))
            case .bytes(let data, let type)?:
                .bytes(Redactor.bytes(data, contentType: type), contentType: type)
            case nil: nil
            }
        return Call(
            sketch: operation, path: Redactor.path(path), query: Redactor.query(query),
            headers: Redactor.headers(headers), body: body)
    }

    /// True when a request of this call would be the same as one of `other`, a call of the same operation.
    func carriesTheSame(as other: Call) -> Bool {
        path == other.path && query == other.query && headers == other.headers && body == other.body
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

    /// The body as text, a line each, JSON indented, secrets masked; none when there is no body.
    package var bodyText: [String] {
        guard let body else { return [] }
        let text = Redactor.body(body.data, contentType: body.contentType)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Method, path and query for people, with secrets masked: `GET /api/v1/users?limit=1`.
    package var line: String {
        let query = Redactor.query(query).map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        return operation.line(Redactor.path(path)) + (query.isEmpty ? "" : "?" + query)
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { value < 0x20 || value == 0x7F }
}

/// The content of a request.
package enum RequestBody: Sendable, Equatable {
    case json(JSONValue)
    case form([QueryItem])
    case bytes(Data, contentType: String)

    package var contentType: String {
        switch self {
        case .json: "application/json"
        case .form: "application/x-www-form-urlencoded"
        case .bytes(_, let contentType): contentType
        }
    }

    package var data: Data {
        switch self {
        case .json(let value): JSONWriter.write(value)
        case .form(let items): Data(PercentEncoding.encode(items).utf8)
        case .bytes(let data, _): data
        }
    }
}

/// One `name=value` of a query or a form body, not yet encoded.
package struct QueryItem: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// The reason why a call cannot be turned into a request. Nothing was sent.
package enum CallError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknownOperation(method: String, path: String)
    /// A path outside the catalogue that was not filled in.
    case unfilledPath(String, gap: String)
    case missingParameter(String)
    case badPathValue(name: String, value: String)
    case badURL(String)
    case missingBody(operation: String)
    case badHeader(String)

    package var description: String {
        switch self {
        case .unknownOperation(let method, let path): "The catalogue has no operation \(method) \(path)."
        case .unfilledPath(let path, let gap): "\(path) is not in the catalogue, and \(gap) in it is not filled in."
        case .missingParameter(let name): "The parameter \"\(name)\" needs a value."
        case .badPathValue(let name, let value): "\"\(value)\" cannot stand in the path for \"\(name)\"."
        case .badURL(let path): "\(path) is not a valid path."
        case .missingBody(let operation): "\(operation) needs a body."
        case .badHeader(let name): "The value for the header \(name) holds characters that cannot be sent."
        }
    }

    package var nextStep: String {
        switch self {
        case .unknownOperation:
            "`sisense-console operations` lists those it has. A whole path, as in /api/v1/…, can be called all the same."
        case .unfilledPath: "Put a value in its place."
        case .missingParameter, .missingBody: "`sisense-console operations --json` lists what an operation takes."
        case .badPathValue, .badURL: "Check the values in the path."
        case .badHeader("Authorization"): "Check the token: it is one line without spaces."
        case .badHeader: "Leave out line breaks and other control characters."
        }
    }
}
