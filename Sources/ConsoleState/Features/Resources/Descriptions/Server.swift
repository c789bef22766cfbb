import SisenseClient

/// The facts about the server itself.
extension ResourceDescription {
    private static let values = [
        ResourceColumn("name", "Name", priority: 9),
        ResourceColumn("value", "Value", priority: 8),
    ]

    /// The licence and its seats, and the accounts that wait to be activated (seeds/003, Account).
    static let licence = ResourceDescription(
        .licence, title: "Licence", noun: "value",
        about: "What the licence covers, seats in use, and activation of accounts",
        listing: ResourceListing(.getLicenceInfo, shape: .document),
        id: "{name}", label: "{name}", columns: values,
        actions: [
            .ask(
                "activate", "Activate licence…", .setNewLicence,
                label: "Activate licence…", subject: .none,
                fields: [
                    ResourceField("username", "Account", isRequired: true, help: "Of the licence, not of this server"),
                    ResourceField("password", "Password", .secret, isRequired: true),
                ], impact: ["Everyone on this server works under the new licence at once."]),
            .ask(
                "invite", "Mail an invitation", .beginActivation,
                label: "Mail invitation…", subject: .none,
                fields: [ResourceField("email", "Email address", isRequired: true)]),
            .ask(
                "check-invitation", "Check an invitation", .checkActivation,
                label: "Check invitation…", subject: .none,
                fields: [ResourceField("token", "Token", .secret, in: .path("token"), isRequired: true)]),
        ])

    /// Version and state of the application; answers without a login.
    static let application = ResourceDescription(
        .application, title: "Application", noun: "value", about: "Version and state of the server",
        listing: ResourceListing(.getApplicationStatus, shape: .document),
        id: "{name}", label: "{name}", columns: values)

    /// Roles and what they allow (the only source of the ids of roles).
    static let roles = ResourceDescription(
        .roles, title: "Roles", noun: "role", about: "Roles and their permissions",
        listing: ResourceListing(.getRoles, query: [QueryItem("includeBaseRolesName", "true")]),
        id: "{_id}", label: "{displayName|name}",
        columns: [
            ResourceColumn("title", "Role", "displayName", "name", priority: 9),
            ResourceColumn("name", "Name", priority: 8),
            ResourceColumn("base", "Based on", "baseRoleName", "parent", priority: 6),
            ResourceColumn("about", "Description", "desc", priority: 4),
        ],
        read: ResourceRead(.getRole),
        actions: [
            .ask(
                "permit", "Change what {displayName|name} may do", .updateRoleManifest,
                label: "Change permissions…", path: ["idOrName": "{_id}"],
                fields: [
                    ResourceField(
                        "path", "Where", in: .path("path"), isRequired: true,
                        help: "In the manifest, as in widgets/items; open the role to see it"),
                    ResourceField(
                        "flags", "Flags", .json, in: .body([]), isRequired: true, help: #"As in {"reorder": false}"#),
                ], impact: ["Applies at once to all users with this role."])
        ])

    static let tenants = ResourceDescription(
        .tenants, title: "Tenants", noun: "tenant", about: "The tenants of a server that has several",
        listing: ResourceListing(.getTenants),
        id: "{_id|id|name}", label: "{name}",
        columns: [
            ResourceColumn("name", "Name", priority: 9),
            ResourceColumn("default", "Default", "systemDefault", kind: .flag, priority: 7),
            ResourceColumn("id", "Id", "_id", "id", priority: 5),
        ])

    static let clusterNodes = ResourceDescription(
        .clusterNodes, title: "Cluster nodes", noun: "node", about: "The machines the server runs on",
        listing: ResourceListing(.getClusterNodes),
        id: "{name|_id}", label: "{name}",
        columns: [
            ResourceColumn("name", "Name", priority: 9),
            ResourceColumn("status", "Status", priority: 8),
            ResourceColumn("roles", "Services", priority: 6),
        ])

    static let auditFiles = ResourceDescription(
        .auditFiles, title: "Audit files", noun: "audit file", about: "The server's audit log",
        listing: ResourceListing(.getAuditFiles),
        id: "{name|fileName|value}", label: "{name|fileName|value}",
        columns: [
            ResourceColumn("name", "Name", "name", "fileName", "value", priority: 9),
            ResourceColumn("size", "Size", kind: .text, priority: 6),
            ResourceColumn("updated", "Updated", "lastUpdated", "created", kind: .date, priority: 5),
        ])
}
