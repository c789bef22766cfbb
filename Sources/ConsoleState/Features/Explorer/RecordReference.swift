package import SisenseClient

/// The list that holds the records which parameters, members and ids refer to.
package enum RecordReference {
    /// The list whose ids a parameter takes; nil when none is known.
    static func pane(of parameter: Parameter, in operation: SisenseClient.Operation) -> PaneID? {
        guard parameter.location == .path else { return pane(of: parameter.name) }
        // The first part of the name of a cube is no record of its own.
        guard parameter.name != "server" else { return nil }
        var before = ""
        for part in operation.template.parts {
            switch part {
            case .literal(let text): before = text
            case .parameter(parameter.name): return listed(before) ?? pane(of: parameter.name)
            case .parameter: before = ""
            }
        }
        return nil
    }

    /// The list of the records a member such as `ownerId` or `groups` holds the ids of.
    static func pane(of name: String) -> PaneID? { names[name.lowercased()] }

    /// The list an operation is about: that of the first part of its path which names one.
    static func pane(of operation: SisenseClient.Operation) -> PaneID? {
        operation.template.parts.lazy.compactMap { part in
            guard case .literal(let text) = part else { return nil }
            return listed(text)
        }.first
    }

    /// The operations that take a record of a list, each with the field of the form its id belongs in.
    package static func calls(for pane: PaneID) -> [(operation: SisenseClient.Operation, field: String)] {
        Catalogue.sisense.operations.compactMap { operation in
            let parameter = operation.parameters.first {
                $0.location == .path && self.pane(of: $0, in: operation) == pane
            }
            return parameter.map { (operation, CallForm.id($0)) }
        }
    }

    /// The list that a part of a path names.
    private static func listed(_ segment: String) -> PaneID? {
        segments[segment] ?? PaneID(rawValue: segment).flatMap { $0.list == nil ? nil : $0 }
    }

    /// Parts of paths that are named differently from the list of their records.
    private static let segments: [String: PaneID] = [
        "dashboard": .dashboards, "server_access": .trusted, "lockout_status": .users, "remove_lockout": .users,
        "connection": .connections, "elasticubes": .cubes,
        "ldap_domains": .ldap,
    ]

    private static let names: [String: PaneID] = [
        "userid": .users, "owner": .users, "ownerid": .users, "user": .users, "user_id": .users,
        "users": .users, "groupid": .groups, "groups": .groups, "dashboardid": .dashboards,
        "dashboard": .dashboards, "dashboards": .dashboards, "alertid": .alerts, "parentid": .folders,
        "parentfolder": .folders, "folderid": .folders,
    ]
}
