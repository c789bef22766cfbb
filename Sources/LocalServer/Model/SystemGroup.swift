/// The groups every server has. Who is in them follows from the users, so they are no part of a user's own groups,
/// and nobody can delete them.
enum SystemGroup: String, CaseIterable {
    case everyone = "Everyone"
    case admins = "Admins"
    case allUsers = "All users in system"

    var id: String {
        switch self {
        case .everyone: "64ab00000000000000000e01"
        case .admins: "64ab00000000000000000e02"
        case .allUsers: "64ab00000000000000000e03"
        }
    }

    init?(id: String) {
        guard let group = Self.allCases.first(where: { $0.id == id }) else { return nil }
        self = group
    }
}
