/// What the caller may do on a server, as `GET /api/globals` says it. Versions differ in what they name: what is not
/// named counts as allowed, and the server decides.
package struct Authorities: Sendable, Equatable {
    /// A right that published answers name, by its path in `user.userAuth`.
    package enum Right: String, Sendable, CaseIterable {
        case addUsers = "manage.users.add"
        case changeSystem = "manage.systemconfig"

        /// The reason why something that needs it cannot be done.
        package var refusal: String {
            switch self {
            case .addUsers: "Your role on this server may not add users"
            case .changeSystem: "Your role on this server may not change its settings"
            }
        }
    }

    private let denied: Set<Right>

    /// Nothing is known, so nothing is denied.
    package static let unknown = Authorities(denied: [])

    private init(denied: Set<Right>) { self.denied = denied }

    /// - Parameter globals: The answer of `GET /api/globals`.
    package init(globals: JSONValue) {
        let stated = globals["user"]?["userAuth"]
        var denied: Set<Right> = []
        for right in Right.allCases {
            var value = stated
            for name in right.rawValue.split(separator: ".") { value = value?[String(name)] }
            if value?.bool == false { denied.insert(right) }
        }
        self.denied = denied
    }

    package func denies(_ right: Right) -> Bool { denied.contains(right) }
}
