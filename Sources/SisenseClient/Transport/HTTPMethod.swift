/// The request methods this API uses (RFC 9110 section 9).
package enum HTTPMethod: String, Sendable, CaseIterable, Codable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"
}
