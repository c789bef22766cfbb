package import SisenseClient

/// What a server is for: a kind that its profile says, or the demo.
package enum ServerPurpose: Sendable, Hashable {
    case kind(ServerKind)
    case demo

    /// In a word: `PROD`.
    package var title: String {
        switch self {
        case .kind(let kind): kind.rawValue.uppercased()
        case .demo: "DEMO"
        }
    }

    /// True where mistakes cost most.
    package var isProduction: Bool { self == .kind(.production) }

    /// True for a server whose name says no more than this.
    package func isName(_ name: String) -> Bool { name.uppercased() == title }
}
