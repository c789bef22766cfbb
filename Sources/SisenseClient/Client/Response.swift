package import Foundation

/// An answer the server gave with success.
package struct Response: Sendable {
    package let status: Int
    package let headers: HTTPHeaders
    package let body: Data
    /// From sending to the last byte.
    package let duration: Duration
    /// From sending to the head of the answer; nil when that is not known.
    package let wait: Duration?
    /// The number of times the request was sent until this answer came.
    package let attempts: Int
    /// The request, for messages.
    private let request: String
    private let server: String

    init(_ response: HTTPResponse, call: Call, server: ServerAddress) {
        status = response.status
        headers = response.headers
        body = response.body
        duration = response.duration
        wait = response.wait
        attempts = response.attempts
        request = call.line
        self.server = server.description
    }

    /// The body as JSON; `null` when there is none.
    /// - Throws: `APIError.Kind.unreadable` when the body is something else.
    package func json() throws(APIError) -> JSONValue {
        guard !body.isEmpty else { return .null }
        do {
            return try JSONReader.read(body)
        } catch {
            throw unreadable(error.description)
        }
    }

    /// The body as a JSON array.
    /// - Throws: `APIError.Kind.unreadable` when it is none.
    package func list() throws(APIError) -> [JSONValue] {
        let value = try json()
        guard let items = value.array else { throw unreadable("a list was expected, not \(value.kind)") }
        return items
    }

    /// The body as a list, or the one list that an object around it holds, as in `{"count": 2, "plugins": […]}`.
    /// - Throws: `APIError.Kind.unreadable` when there is none, or more than one.
    func records() throws(APIError) -> [JSONValue] {
        guard let members = try json().object?.members else { return try list() }
        let lists = members.compactMap(\.value.array)
        guard lists.count == 1 else { throw unreadable("a list was expected, not an object without one") }
        return lists[0]
    }

    /// The page of what `make` makes of the records of a list, without going through JSON values.
    /// - Parameter skip: The number of records of the list that come before it.
    /// - Throws: `APIError.Kind.unreadable` when the body is no list.
    func page<Item>(skip: Int, _ make: (JSONFields) -> Item?) throws(APIError) -> Page<Item> {
        do {
            var items: [Item] = []
            var unreadable: [Int] = []
            func leaveOut() { unreadable.append(items.count + unreadable.count) }
            let received = try JSONReader.records(in: body) { fields in
                if let item = make(fields) { items.append(item) } else { leaveOut() }
            } passOver: {
                leaveOut()
            }
            if let received { return Page(items: items, skip: skip, received: received, unreadable: unreadable) }
        } catch {
            throw unreadable(error.description)
        }
        // When it is no list, the reader of whole documents says what it is.
        return Page(items: [], skip: skip, received: try list().count)
    }

    private func unreadable(_ what: String) -> APIError {
        let isPage = headers["Content-Type"]?.contains("html") == true
        return APIError(
            .unreadable, status: status,
            message: isPage ? "The answer is a web page, not data." : "The answer is not as expected: \(what).",
            request: request, server: server,
            nextStep: "Check that the address is that of the Sisense server and not of a login page or proxy before it."
        )
    }
}
