import Foundation

/// The text that a person enters in the list of allowed origins: an origin, `*` or `*.domain`.
///
/// The syntax of origins is the Fetch Standard's; the two patterns are the server's own (seeds/000).
package enum OriginEntry {
    package enum Outcome: Hashable, Sendable {
        /// - Parameter text: the text that goes into the list.
        case accepted(text: String, warnings: [String])
        /// The text that was typed can never match as it stands.
        /// - Parameters:
        ///   - text: the text that was meant, to be offered.
        ///   - reason: the reason why it differs, as a sentence.
        case normalized(text: String, reason: String, warnings: [String])
        /// - Parameter reason: the fault and what to write instead, as a sentence.
        case rejected(reason: String)
    }

    /// Judges one entry. Spaces around it do not count.
    package static func parse(_ text: String) -> Outcome {
        let text = text.trimmingCharacters(in: .whitespaces)
        do throws(OriginFault) {
            try checkCharacters(text)
            if text == "*" { return anyOrigin }
            if let pattern = OriginPattern(text) { return try judge(pattern) }
            let reading = try OriginText.parse(text)
            switch reading {
            case .accepted(let origin):
                return .accepted(text: origin.description, warnings: warnings(about: origin))
            case .normalized(let origin, let reasons):
                return .normalized(
                    text: origin.description, reason: sentence(reasons.joined(separator: ", ")),
                    warnings: warnings(about: origin))
            }
        } catch {
            return .rejected(reason: sentence(error.description))
        }
    }

    private static func checkCharacters(_ text: String) throws(OriginFault) {
        guard !text.isEmpty else { throw OriginFault("write an origin such as https://app.example.com") }
        guard text.lowercased() != "null" else {
            throw OriginFault("every sandboxed frame and local file sends null; it must never be allowed")
        }
        guard !text.contains(where: { ",;".contains($0) }) else {
            throw OriginFault("an entry is one origin; write each on a line of its own")
        }
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
                throw OriginFault("\(OriginText.name(of: scalar)) does not belong in an origin")
            default: continue
            }
        }
    }

    private static let anyOrigin = Outcome.accepted(
        text: "*",
        warnings: [
            "Every website can read answers of this server in its visitors' browsers.",
            "Browsers refuse * for requests with cookies, so embedded pages may still fail.",
        ])

    private static func judge(_ pattern: OriginPattern) throws(OriginFault) -> Outcome {
        let domain = pattern.domain
        guard !domain.contains("*") else { throw OriginFault("only one star may stand, before the first dot") }
        guard case .domain(let name) = try OriginHost(domain) else {
            throw OriginFault("an IP address has no subdomains")
        }
        var warnings = [
            "Every subdomain of \(name) is admitted, over http too, so each of them must be trusted.",
            "\(name) itself is not admitted.",
        ]
        if !name.contains(".") { warnings.insert("Anyone can register a name under .\(name).", at: 0) }
        var reasons = pattern.faults
        if domain != name {
            reasons.append(
                domain.lowercased() == name ? "origins are lower case" : "requests carry the host as \(name)")
        }
        guard !reasons.isEmpty else { return .accepted(text: "*." + name, warnings: warnings) }
        return .normalized(
            text: "*." + name, reason: sentence(reasons.joined(separator: ", ")), warnings: warnings)
    }

    private static func warnings(about origin: Origin) -> [String] {
        guard case .tuple(let scheme, let host, _) = origin else { return [] }
        var warnings: [String] = []
        if scheme == "http", !host.isLoopback {
            warnings.append("http is not encrypted: anyone on the way can alter the page and read its answers.")
        } else if scheme != "http", scheme != "https" {
            warnings.append("\(scheme) is not a website's scheme; apps and browser extensions use such.")
        }
        if host.isLoopback {
            warnings.append("Any program on a visitor's own machine is allowed.")
        } else if host.isAddress {
            warnings.append("Pages opened by host name instead of \(host) are not admitted.")
        }
        if case .domain(let name) = host, name.hasSuffix(".") {
            warnings.append("With the dot at its end this is another origin than without.")
        }
        return warnings
    }

    private static func sentence(_ clause: String) -> String {
        clause.prefix(1).uppercased() + clause.dropFirst() + "."
    }
}

/// A star before a domain, taken out of what stands around it.
private struct OriginPattern {
    let domain: String
    /// Clauses about what does not belong to a pattern and is left out.
    private(set) var faults: [String] = []

    /// Nil for a text that is no pattern.
    init?(_ text: String) {
        let mark = text.firstRange(of: "://")
        let rest = mark.map { text[$0.upperBound...] } ?? text[...]
        guard rest.hasPrefix("*.") else { return nil }
        if mark != nil { faults.append("the server knows patterns without a scheme") }
        let host = rest.prefix { !"/?#".contains($0) }
        let name = host.prefix { $0 != ":" }
        if name != host { faults.append("a pattern has no port, it admits every port") }
        if host != rest { faults.append("browsers never send a path or a final slash") }
        domain = String(name.dropFirst(2))
    }
}

/// The reason why a text is no origin.
package struct OriginFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// A clause without a full stop: "the port 99999 is above 65535".
    package var description: String

    package init(_ description: String) { self.description = description }
}
