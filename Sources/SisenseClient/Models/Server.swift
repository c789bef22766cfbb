import Foundation

/// The information that a server gives about itself without a login.
package struct ApplicationStatus: Sendable, Equatable {
    package let version: String?
    /// Nil where the server does not say.
    package let isLicenceExpired: Bool?
    package let raw: JSONValue

    package init(_ raw: JSONValue) {
        let version = raw["version"]
        self.version = version?.string ?? version?.text("version")
        isLicenceExpired = raw["license"]?.flag("isExpired")
        self.raw = raw
    }
}

/// Seats and dates of the licence.
package struct Licence: Sendable, Equatable {
    /// Accounts of one kind: how many there are, and how many there may be.
    package struct Seats: Sendable, Equatable {
        package let kind: String
        package let used: Int
        package let limit: Int?
    }

    package let expires: Timestamp?
    package let isTrial: Bool
    package let seats: [Seats]
    package let raw: JSONValue

    package init(_ raw: JSONValue) {
        expires = raw.time("expirationDate")
        isTrial = raw.flag("trial") ?? false
        seats = ["Admins", "Designers", "Viewers"].compactMap { kind in
            raw.count("inUse" + kind).map { Seats(kind: kind, used: $0, limit: raw.count("max" + kind)) }
        }
        self.raw = raw
    }
}

/// A part of the product that can be switched on and off (seeds/003, Features).
package struct Feature: Record {
    /// A part of a feature that users can subscribe to.
    package struct Subscription: Sendable, Equatable {
        package let name: String
        package let isActive: Bool
    }

    /// The key the API names it by.
    package let id: String
    package let name: String
    package let description: String
    package let isActive: Bool
    package let subscriptions: [Subscription]
    package let raw: JSONValue

    package init?(_ raw: JSONValue) {
        guard let key = raw.text("key") else { return nil }
        id = key
        name = raw.text("name") ?? key
        description = raw.text("description") ?? ""
        isActive = raw.flag("active") ?? false
        subscriptions = (raw["subscriptions"]?.array ?? []).compactMap { entry in
            entry.text("name").map { Subscription(name: $0, isActive: entry.flag("active") ?? false) }
        }
        self.raw = raw
    }
}

/// An add-on of the server (seeds/003, Plugins).
package struct Plugin: Record {
    /// The name of its folder, which distinguishes it from all others.
    package let id: String
    package let name: String
    package let version: String
    package let isEnabled: Bool
    package let lastUpdated: Timestamp?
    package let raw: JSONValue

    package init?(_ raw: JSONValue) {
        guard let id = raw.text("folderName") else { return nil }
        self.id = id
        name = raw.text("name") ?? id
        version = raw.text("version") ?? ""
        isEnabled = raw.flag("isEnabled") ?? false
        // The reference spells it both ways.
        lastUpdated = raw.time("lastUpdate") ?? raw.time("lastUpdated")
        self.raw = raw
    }
}

/// Another server that may copy dashboards to this one (seeds/003, Authentication).
package struct TrustedServer: Record {
    package let id: String
    /// Its address: `https://bi2.acme.example`.
    package let address: String
    /// The label it was given.
    package let name: String
    package let raw: JSONValue

    package init?(_ raw: JSONValue) {
        guard let id = raw.id else { return nil }
        self.id = id
        address = raw.text("serverName", "url") ?? ""
        name = raw.text("name") ?? ""
        self.raw = raw
    }

    package var label: String { name.isEmpty ? address : name }
}

/// The API token of a user, as asking for it and renewing it answer.
package struct APIToken: Sendable, Equatable {
    package let token: Secret
    /// The server's message beside it, such as when it expires.
    package let notification: String?

    /// Nil when there is no token in it. The answer of renewing is not documented; a bare string is taken too.
    package init?(_ raw: JSONValue) {
        guard let text = raw.text("token", "access_token", "apiToken") ?? raw.string, !text.isEmpty else { return nil }
        token = Secret(text)
        notification = raw.text("notification")
    }

    /// The time when it was issued, where the token is a JSON web token that says so (RFC 7519, section 4.1.6).
    package var issued: Timestamp? { time("iat") }

    /// The time when it ends, where the token says so (RFC 7519, section 4.1.4).
    package var expires: Timestamp? { time("exp") }

    private func time(_ claim: String) -> Timestamp? {
        let parts = token.exposed.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        let text = String(parts[1]).replacing("-", with: "+").replacing("_", with: "/")
        let padded = text + String(repeating: "=", count: (4 - text.count % 4) % 4)
        guard let data = Data(base64Encoded: padded), let claims = try? JSONReader.read(data),
            let seconds = claims[claim]?.integer, (0...253_402_300_799).contains(seconds)
        else { return nil }
        return Timestamp(milliseconds: Int64(seconds) * 1000)
    }
}
