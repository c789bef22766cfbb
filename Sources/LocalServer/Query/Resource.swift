import SisenseClient

/// The kinds of records that `expand` goes between.
enum Resource: Sendable {
    case alert, dashboard, dataset, connection, folder, group, ldapDomain, role, share, user, widget

    /// What can be expanded in a record of this kind, and what comes in its place. A nil kind is a plain value that
    /// is there anyhow.
    var relations: [String: Resource?] {
        switch self {
        case .user: ["groups": .group, "adgroups": .group, "role": .role]
        case .group: ["users": .user, "role": .role]
        case .dashboard:
            [
                "widgets": .widget, "parentFolder": .folder, "owner": .user, "userAuth": nil as Resource?,
                "rule": nil as Resource?,
            ]
        case .folder: ["dashboards": .dashboard, "owner": .user]
        case .share: ["user": .user, "group": .group]
        case .ldapDomain: ["users": .user]
        case .dataset: ["connection": .connection]
        case .alert, .connection, .role, .widget: [:]
        }
    }
}
