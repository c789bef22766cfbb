import Foundation

/// Percent-encoding that leaves nothing but the unreserved characters as they are (RFC 3986 section 2.3), the
/// one form that is safe in a path segment, a query and a form body alike.
package enum PercentEncoding {
    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    /// `text` in UTF-8, as it may stand in any part of a URL.
    package static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    /// `name=value` pairs joined by `&`, as queries and form bodies carry them.
    package static func encode(_ items: [QueryItem]) -> String {
        items.map { encode($0.name) + "=" + encode($0.value) }.joined(separator: "&")
    }
}
