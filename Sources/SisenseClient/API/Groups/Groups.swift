extension OperationGroup {
    package static let groups = OperationGroup(
        "groups",
        [
            .getGroups, .getGroup, .createGroup, .createGroups, .createDirectoryGroup, .createDirectoryGroups,
            .deleteGroup, .getGroupsV0, .getGroupV0, .replaceGroup, .deleteGroupV0, .getGroupUsers, .addGroupUsers,
            .removeGroupUsers,
            .deleteGroups,
        ])
}

extension Operation {
    package static let getGroups = read(
        "/groups", "List user groups",
        parameters: [
            .query("name", "Exact name filter"), .query("mail", "Email filter"),
            .query("roleId", "Role filter"),
            .query("origin", "Where they come from", choices: ["ad", "sisense"]), .ids,
        ],
        special: .list,
        expandable: ["users", "role"],
        answers: [Answer(200, "Array of groups"), Answer(404, "Unknown expand")])

    package static let getGroup = read(
        "/groups/{id}", "One group",
        parameters: [.path("id", "Id of the group")],
        special: .one,
        expandable: ["users", "role"],
        answers: [Answer(200, "Group"), Answer(404, "Not found")])

    package static let createGroup = write(
        .post, "/groups", "Create a group",
        danger: .reversible, change: .create, touches: [.groups],
        parameters: [.body(#"{"name"}"#)],
        answers: [Answer(201, "Created group")])

    package static let createGroups = write(
        .post, "/groups/bulk", "Create several groups",
        danger: .destructive, change: .create, touches: [.groups],
        parameters: [.body(#"[{"name"}]"#, .array)],
        answers: [Answer(201, "Array of created groups")])

    package static let createDirectoryGroup = write(
        .post, "/groups/ad", "Add an Active Directory group",
        danger: .reversible, change: .create, touches: [.groups],
        parameters: [.body("The group of the directory")],
        answers: [Answer(201, "Created group")])

    package static let createDirectoryGroups = write(
        .post, "/groups/ad/bulk", "Add several Active Directory groups",
        danger: .destructive, change: .create, touches: [.groups],
        parameters: [.body("The groups of the directory", .array)],
        answers: [Answer(201, "Created groups")])

    package static let deleteGroup = write(
        .delete, "/groups/{id}", "Delete a group",
        danger: .destructive, change: .delete,
        touches: [.groups, .users, .dashboards, .shares, .alerts, .dataSecurity],
        parameters: [.path("id", "Id of the group")],
        answers: [Answer(204, "Deleted"), Answer(404, "Not found")])

    package static let getGroupsV0 = read(
        "/groups", "All groups (v0.9)",
        version: .v0,
        parameters: [
            .query("search", "Search"), .query("orderby", "Order field(s)"),
            .query("desc", "Descending", .boolean), .query("usersCount", "Count members", .boolean),
        ],
        special: .paging,
        answers: [Answer(200, "Array of groups")])

    package static let getGroupV0 = read(
        "/groups/{group}", "One group by id or name (v0.9)",
        version: .v0,
        parameters: [.path("group", "Id or name of the group")],
        answers: [Answer(200, "Group"), Answer(403, "Forbidden"), Answer(404, "Not found")])

    package static let deleteGroupV0 = write(
        .delete, "/groups/{group}", "Delete a group by id or name (v0.9)",
        version: .v0,
        danger: .destructive, change: .delete,
        touches: [.groups, .users, .dashboards, .shares, .alerts, .dataSecurity],
        parameters: [
            .path("group", "Id or name of the group"),
            .query("deleteAdUsers", "Delete the directory's users in it too", .boolean),
        ],
        answers: [Answer(200, "Deleted"), Answer(403, "Forbidden"), Answer(404, "Not found")])

    package static let replaceGroup = write(
        .put, "/groups/{group}", "Rename a group (role only for AD groups)",
        version: .v0,
        danger: .reversible, change: .replace, touches: [.groups, .users],
        parameters: [.path("group", "Id or name of the group"), .body("The group with its new name")],
        answers: [
            Answer(200, "Saved"), Answer(400, "Invalid input"), Answer(403, "Forbidden"), Answer(404, "Not found"),
        ],
        notes: "The only way to rename a group. Members left out are lost.")

    package static let getGroupUsers = read(
        "/groups/{group}/users", "Members of a group",
        version: .v0,
        parameters: [.path("group", "Id or name of the group")],
        answers: [Answer(200, "Array of users"), Answer(404, "Not found")])

    package static let addGroupUsers = write(
        .post, "/groups/{group}/users", "Add members to a group",
        version: .v0,
        danger: .destructive, change: .merge, touches: [.groups, .users],
        parameters: [.path("group", "Id or name of the group"), .body("Ids or names of users", .array)],
        answers: [Answer(200, "Array of ids")])

    package static let removeGroupUsers = write(
        .delete, "/groups/{group}/users", "Remove members from a group",
        version: .v0,
        danger: .destructive, change: .delete, touches: [.groups, .users],
        parameters: [.path("group", "Id or name of the group"), .body("Ids or names of users", .array)],
        answers: [Answer(200, "Array of ids")],
        notes: "A DELETE with a body.")

    package static let deleteGroups = write(
        .delete, "/groups", "Delete several groups",
        version: .v0,
        danger: .destructive, change: .delete,
        touches: [.groups, .users, .dashboards, .shares, .alerts, .dataSecurity],
        parameters: [.body(#"{"groups": [ids], "deleteAdUsers": false}"#)],
        answers: [Answer(200, "Deleted")],
        notes: "A DELETE with a body.")
}

extension OperationGroup {
    package static let ldapDomains = OperationGroup(
        "ldap_domains",
        [
            .getLDAPDomains, .getLDAPDomain, .createLDAPDomain, .testLDAPDomain, .syncLDAPDomain, .updateLDAPDomain,
            .deleteLDAPDomains,
        ])
}

extension Operation {
    package static let getLDAPDomains = read(
        "/ldap_domains", "List LDAP domains",
        parameters: [.query("name", "Exact name filter"), .query("enabled", "State filter", .boolean), .ids],
        special: .list,
        expandable: ["users"],
        answers: [Answer(200, "Array of domains"), Answer(404, "Unknown expand")])

    package static let getLDAPDomain = read(
        "/ldap_domains/{id}", "One LDAP domain",
        parameters: [.path("id", "Id of the LDAP domain")],
        special: .one,
        expandable: ["users"],
        answers: [Answer(200, "Domain"), Answer(404, "Not found", codes: [202, 22001])])

    package static let createLDAPDomain = write(
        .post, "/ldap_domains", "Add LDAP domain…",
        danger: .reversible, change: .create, touches: [.ldapDomains],
        parameters: [
            .body(
                #"{"name", "enabled", "url", "baseDN", "username", "password", "syncActive", "syncInterval", "sslEnabled", "pfxCertificate", "pfxKey"}"#
            )
        ],
        answers: [
            Answer(201, "Created domain"), Answer(400, "Bad request", codes: [2004, 2006, 2007, 2009]),
            Answer(422, "Unprocessable", codes: [601, 2003]),
        ],
        notes: "Name and baseDN are unique.")

    package static let testLDAPDomain = read(
        "/ldap_domains/test", "Try an LDAP domain without saving",
        method: .post,
        parameters: [.body("The domain with its password")],
        answers: [Answer(204, "Connection works")])

    package static let syncLDAPDomain = write(
        .post, "/ldap_domains/{id}/sync", "Synchronise a domain now",
        danger: .destructive, change: .act, touches: [.ldapDomains, .users, .groups, .licence],
        parameters: [
            .path("id", "Id of the LDAP domain"), .query("wait", "Answer only when done", .boolean),
            .body(#"{"force", "gnames", "unames"}"#, required: false),
        ],
        answers: [Answer(204, "Done (or started)")])

    package static let updateLDAPDomain = write(
        .patch, "/ldap_domains/{id}", "Change a domain",
        danger: .critical, change: .merge, touches: [.ldapDomains],
        parameters: [
            .path("id", "Id of the LDAP domain"),
            .body(
                #"The members to change: {"name", "enabled", "url", "baseDN", "username", "password", "syncActive", "syncInterval", "sslEnabled", "pfxCertificate", "pfxKey"}"#
            ),
        ],
        answers: [Answer(200, "Updated domain"), Answer(404, "Not found", codes: [2001])])

    package static let deleteLDAPDomains = write(
        .delete, "/ldap_domains/bulk", "Delete domains",
        danger: .critical, change: .delete, touches: [.ldapDomains, .users, .groups, .licence],
        parameters: [.query("ids", "Ids, comma separated", .array, required: true)],
        answers: [Answer(204, "Deleted"), Answer(404, "Not found", codes: [22001])],
        notes: "Older references call the parameter id.")
}
