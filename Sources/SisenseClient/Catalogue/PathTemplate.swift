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
