package import Foundation

/// A request that a page of another origin wants to send, as far as CORS looks at it.
package struct CORSRequest: Sendable, Hashable {
    package var origin: Origin
    package var method: HTTPMethod
    package var url: URL
    /// The names of the headers that need the server's consent, in lower case.
    package var headerNames: Set<String>
    /// Whether the browser sends cookies and takes them (credentials mode "include").
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
