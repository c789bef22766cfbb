/// The judgement of the settings on one origin, as the server makes it: whether its pages may call, and why.
package enum OriginAdmission: Sendable, Hashable {
    /// CORS is off, so that nobody is admitted.
    case off
    /// The list has it, character for character.
    case listed
    /// An entry with a star covers it.
    case covered(by: String)
    /// Nothing in the list admits it.
    /// - near: An entry that looks as if it did, and the difference, as in `http, not https`.
    case missing(near: NearMiss?)

    /// An entry of the list that differs in one thing.
    package struct NearMiss: Sendable, Hashable {
        package let entry: String
        /// A clause about the origin: `port 8443, not 443`.
        package let difference: String
    }

    package init(of origin: Origin, isEnabled: Bool, entries: [String]) {
        guard isEnabled else {
            self = .off
            return
        }
        if entries.contains(origin.description) {
            self = .listed
        } else if let entry = entries.first(where: { AllowedOrigin($0).admits(origin) }) {
            self = .covered(by: entry)
        } else {
            self = .missing(near: entries.lazy.compactMap { NearMiss(of: origin, $0) }.first)
        }
    }

    package var isAdmitted: Bool {
        switch self {
        case .listed, .covered: true
        case .off, .missing: false
        }
    }

    /// A clause that says why: `passes: listed, character for character`.
    package var explanation: String {
        switch self {
        case .off: "blocked: CORS is off"
        case .listed: "passes: listed, character for character"
        case .covered(let entry): "passes: \(entry) covers it"
        case .missing(nil): "blocked: not in the list"
        case .missing(let near?): "blocked: \(near.entry) is in the list; this is \(near.difference)"
        }
    }
}

extension OriginAdmission.NearMiss {
    /// Nil for an entry that differs in more than one thing, or in none.
    fileprivate init?(of origin: Origin, _ entry: String) {
        guard case .exact(let listed) = AllowedOrigin(entry), listed != origin,
            case .tuple(let scheme, let host, let port) = origin,
            case .tuple(let otherScheme, let otherHost, let otherPort) = listed
        else {
            if case .subdomains(let domain) = AllowedOrigin(entry),
                case .tuple(_, .domain(let name), _) = origin, name == domain
            {
                self.init(entry: entry, difference: "the domain itself, which a star does not cover")
                return
            }
            return nil
        }
        if host == otherHost, scheme != otherScheme {
            self.init(entry: entry, difference: "\(scheme), not \(otherScheme)")
        } else if host == otherHost {
            func text(_ port: UInt16?) -> String { port.map { "port \($0)" } ?? "the default port" }
            self.init(entry: entry, difference: "\(text(port)), not \(text(otherPort))")
        } else if case .domain(let name) = host, case .domain(let otherName) = otherHost {
            if name.hasSuffix("." + otherName) {
                self.init(entry: entry, difference: "a sub-domain of it")
            } else if otherName.hasSuffix("." + name) {
                self.init(entry: entry, difference: "the domain above it")
            } else {
                return nil
            }
        } else {
            return nil
        }
    }
}
