import Foundation

/// A path with named gaps: `/users/{id}`.
package struct PathTemplate: Sendable, Hashable, CustomStringConvertible {
    package enum Part: Sendable, Hashable {
        case literal(String)
        case parameter(String)
    }

    package let parts: [Part]
    package let description: String

    package init(_ text: String) {
        description = text
        parts = text.split(separator: "/").map { part in
            part.hasPrefix("{") && part.hasSuffix("}")
                ? .parameter(String(part.dropFirst().dropLast())) : .literal(String(part))
        }
    }

    /// The path `path` as it stands: nothing in it is a gap, and a slash at its end stays.
    init(literal path: String) {
        description = path
        parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { .literal(String($0)) }
    }

    /// The names of the gaps, in order.
    package var names: [String] {
        parts.compactMap { part in
            guard case .parameter(let name) = part else { return nil }
            return name
        }
    }

    /// The values of the gaps when `segments` (already percent-decoded) fits; nil when it does not.
    package func match(_ segments: [String]) -> [String: String]? {
        guard segments.count == parts.count else { return nil }
        var values: [String: String] = [:]
        for (part, segment) in zip(parts, segments) {
            switch part {
            case .literal(let text): guard text == segment else { return nil }
            case .parameter(let name): values[name] = segment
            }
        }
        return values
    }

    /// The path with as many gaps filled as there are values for: `/users/{id}` stays while the id is typed.
    package func sketched(with values: [String: String]) -> String {
        parts.reduce(into: "") { path, part in
            switch part {
            case .literal(let text): path += "/" + text
            case .parameter(let name):
                let value = values[name] ?? ""
                path += "/" + (value.isEmpty ? "{\(name)}" : PercentEncoding.encode(value))
            }
        }
    }

    /// The path with its gaps filled, percent-encoded so that a value never spreads over segments.
    /// - Throws: `CallError` when a value is missing, empty, `.` or `..`.
    package func filled(with values: [String: String]) throws(CallError) -> String {
        var path = ""
        for part in parts {
            switch part {
            case .literal(let text): path += "/" + text
            case .parameter(let name):
                guard let value = values[name], !value.isEmpty else { throw .missingParameter(name) }
                // RFC 3986, 5.2.4 removes dot segments even when they are percent-encoded by some servers.
                guard value != ".", value != ".." else { throw .badPathValue(name: name, value: value) }
                path += "/" + PercentEncoding.encode(value)
            }
        }
        return path
    }
}

/// The three generations of the API that one server offers side by side.
package enum APIVersion: String, Sendable, CaseIterable {
    case v0 = "v0.9"
    case v1
    case v2

    /// The start of the paths of this version on the server.
    package var base: String {
        switch self {
        case .v0: "/api"
        case .v1: "/api/v1"
        case .v2: "/api/v2"
        }
    }
}

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
