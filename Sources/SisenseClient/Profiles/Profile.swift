/// A server as one user of this machine wants to use it.
package struct Profile: Sendable, Equatable {
    package var name: ProfileName
    package var server: ServerAddress
    package var user: String?
    package var kind: ServerKind?
    package var isReadOnly = false
    /// True when it states that changes are allowed, which counts even where another profile of the server forbids
    /// them.
    package var allowsChanges = false
    package var tokenSource = TokenSource.prompt
    /// True when each write asks for a reason, for the audit record.
    package var asksReason = false
    /// The name of the pane that the console begins with; nil for Home.
    package var startPane: String?
    /// The time that an answer may take; nil for the product's default.
    package var answerTimeout: Duration?
    /// Certificates other than the system's.
    package var tls = TLSSettings()
    /// The proxy on the way to the server; nil for the environment's.
    package var proxy: Proxy?
    /// True when a snapshot of the server is kept each time it is opened.
    package var keepsSnapshots = false
    /// The path of the file of those whose SSH keys may approve plan files.
    package var allowedSigners: String?
    /// True when whoever made a plan file may approve it too.
    package var allowsSelfApproval = false
    /// The profile that is used when none is named.
    package var isDefault = false
    /// Members of the file that this version does not know. They are written back.
    var unknown = JSONObject()

    package init(name: ProfileName, server: ServerAddress) {
        self.name = name
        self.server = server
    }

    /// The source that says that nothing may be changed; nil when changes are allowed. A field that nobody knows may be
    /// a misspelt `readonly`, so it counts as one until it is removed.
    var readOnlySource: String? {
        if isReadOnly { return "profile \(name)" }
        return unknown.keys.first.map { "profile \(name), which has the unknown field \"\($0)\"," }
    }
}

/// The name of a profile. It is also the name of its file, so it holds nothing that a path could be made of.
package struct ProfileName: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let description: String

    /// Nil unless the name has 1 to 64 letters, digits, `-`, `_` and dots (ASCII) and begins with a letter or digit.
    package init?(_ text: String) {
        guard (1...64).contains(text.utf8.count), let first = text.utf8.first, Self.isAlphanumeric(first),
            text.utf8.allSatisfy({ Self.isAlphanumeric($0) || "-_.".utf8.contains($0) })
        else { return nil }
        description = text
    }

    package static func < (left: ProfileName, right: ProfileName) -> Bool { left.description < right.description }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}

/// The purpose of a server. It decides how loudly the console names it and how carefully it writes.
package enum ServerKind: String, Sendable, CaseIterable {
    case production = "prod"
    case staging
    case development = "dev"

    /// The amount of care it calls for.
    var caution: Int {
        switch self {
        case .production: 2
        case .staging: 1
        case .development: 0
        }
    }
}
