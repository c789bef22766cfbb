import SisenseClient

/// The facts about the server itself.
extension ResourceDescription {
    static let values = [
        ResourceColumn("name", "Name", priority: 9),
        ResourceColumn("value", "Value", priority: 8),
        // Scripts need the word of the API.
        ResourceColumn("key", "API name", priority: 1, isShown: false, identity: .key),
    ]

    /// The licence and its seats, and the accounts that wait to be activated (seeds/003, Account).
    static let licence = ResourceDescription(
        .licence, title: "Licence", noun: "value",
        about: "What the licence covers, seats in use, and activation of accounts",
        empty: "The server says nothing of its licence. \(key: .listActions) offers to activate one.",
        listing: ResourceListing(.getLicenceInfo, shape: .document),
        id: "{key}", label: "{name}", columns: values,
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
        empty: "The server says nothing of its version.",
        listing: ResourceListing(.getApplicationStatus, shape: .document),
        id: "{key}", label: "{name}", columns: values)

    /// Roles and what they allow (the only source of the ids of roles).
    static let roles = ResourceDescription(
        .roles, title: "Roles", noun: "role", about: "Roles and their permissions",
        empty: "The server lists no role. You may lack the right to see them.",
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
        empty: "The server lists no tenant: it has one, or you may not see them.",
        listing: ResourceListing(.getTenants),
        id: "{_id|id|name}", label: "{name}",
        columns: [
            ResourceColumn("name", "Name", priority: 9),
            ResourceColumn("default", "Default", "default", "systemDefault", kind: .flag, priority: 7),
            ResourceColumn("domains", "Domains", "tenantDomainNames", priority: 6),
            ResourceColumn("id", "Id", "_id", "id", priority: 5),
        ])

    static let clusterNodes = ResourceDescription(
        .clusterNodes, title: "Cluster nodes", noun: "node", about: "The machines the server runs on",
        empty: "The server lists no machine: it is no cluster, or you may not see it.",
        listing: ResourceListing(.getClusterNodes),
        id: "{oid|hostName|name}", label: "{hostName|name}",
        columns: [
            ResourceColumn("name", "Name", "hostName", "name", priority: 9),
            ResourceColumn(
                "state", "State", "active", kind: .word(["yes": "active", "no": "not active"]), priority: 8,
                styles: ["not active": .error]),
            ResourceColumn("roles", "Services", "nodeRoles", priority: 7),
            ResourceColumn("cpus", "CPUs", "amountOfCpu", kind: .count, priority: 6),
            ResourceColumn("memory", "Memory", "amountOfRamInMb", kind: .megabytes, priority: 5),
            ResourceColumn("system", "System", "osImage", "operatingSystem", priority: 4),
        ])

    static let auditFiles = ResourceDescription(
        .auditFiles, title: "Audit files", noun: "audit file", about: "The server's audit log",
        empty: "The server keeps no audit file yet, or its audit is off. :audit lists the changes sent from here.",
        listing: ResourceListing(.getAuditFiles),
        id: "{filePath|file}", label: "{file}",
        columns: [
            ResourceColumn("name", "Name", "file", priority: 9),
            // The server checks what it wrote: a file that is not valid was altered since.
            ResourceColumn(
                "state", "State", "valid", kind: .word(["yes": "intact", "no": "altered"]), priority: 8,
                styles: ["altered": .error]),
            ResourceColumn("path", "Path", "filePath", priority: 5),
        ])
}
