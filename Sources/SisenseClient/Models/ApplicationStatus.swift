/// What a server tells about itself without a login.
package struct ApplicationStatus: Sendable, Equatable {
    package let version: String?
    package let isLicenceExpired: Bool
    package let raw: JSONValue

    package init(_ raw: JSONValue) {
        let version = raw["version"]
        self.version = version?.string ?? version?.text("version")
        isLicenceExpired = raw["license"]?.flag("isExpired") ?? false
        self.raw = raw
    }
}
