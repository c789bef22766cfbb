package import SisenseClient

/// A test of an entry in the list of origins: the server is asked as a browser would ask it.
package enum OriginTest: Sendable {
    case running
    case done(CORSReport)

    package var report: CORSReport? {
        if case .done(let report) = self { report } else { nil }
    }

    /// The origin to test an entry with: the entry itself, or for a pattern one that it admits. Nil for an entry that
    /// admits none.
    static func sample(of entry: String) -> Origin? {
        switch AllowedOrigin(entry) {
        case .exact(let origin): origin
        case .any: Origin(serialized: "https://any.example")
        case .subdomains(let domain): Origin(serialized: "https://www.\(domain)")
        case .invalid: nil
        }
    }
}
