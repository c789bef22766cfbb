extension OperationGroup {
    package static let groups = OperationGroup(
        "groups",
        [
            .getGroups, .getGroup, .createGroup, .createGroups, .createDirectoryGroup, .createDirectoryGroups,
            .deleteGroup, .getGroupsV0, .replaceGroup, .getGroupUsers, .addGroupUsers, .removeGroupUsers,
            .deleteGroups,
        ])
}

extension Operation {
    package static let getGroups = read(
        "/groups", "List user groups",
        parameters: [
            .query("name", "Exact name filter"), .query("mail", "E-mail filter"),
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
        danger: .reversible, change: .create,
        parameters: [.body(#"{"name"}"#)],
        answers: [Answer(201, "Created group")])

    package static let createGroups = write(
        .post, "/groups/bulk", "Create several groups",
        danger: .destructive, change: .create,
        parameters: [.body(#"[{"name"}]"#, .array)],
        answers: [Answer(201, "Array of created groups")])

    package static let createDirectoryGroup = write(
        .post, "/groups/ad", "Add an Active Directory group",
        danger: .reversible, change: .create,
        parameters: [.body("The group of the directory")],
        answers: [Answer(201, "Created group")])

    package static let createDirectoryGroups = write(
        .post, "/groups/ad/bulk", "Add several Active Directory groups",
        danger: .destructive, change: .create,
        parameters: [.body("The groups of the directory", .array)],
        answers: [Answer(201, "Created groups")])

    package static let deleteGroup = write(
        .delete, "/groups/{id}", "Delete a group",
        danger: .destructive, change: .delete,
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

    package static let replaceGroup = write(
        .put, "/groups/{group}", "Rename a group (role only for AD groups)",
        version: .v0,
        danger: .reversible, change: .replace,
        parameters: [.path("group", "Id or name of the group"), .body("The group with its new name")],
        answers: [Answer(200, "Saved"), Answer(404, "Not found")],
        notes: "The only way to rename a group.")

    package static let getGroupUsers = read(
        "/groups/{group}/users", "Members of a group",
        version: .v0,
        parameters: [.path("group", "Id or name of the group")],
        answers: [Answer(200, "Array of users"), Answer(404, "Not found")])

    package static let addGroupUsers = write(
        .post, "/groups/{group}/users", "Add members to a group",
        version: .v0,
        danger: .destructive, change: .merge,
        parameters: [.path("group", "Id or name of the group"), .body("Ids or names of users", .array)],
        answers: [Answer(200, "Array of ids")])

    package static let removeGroupUsers = write(
        .delete, "/groups/{group}/users", "Remove members from a group",
        version: .v0,
        danger: .destructive, change: .delete,
        parameters: [.path("group", "Id or name of the group"), .body("Ids or names of users", .array)],
        answers: [Answer(200, "Array of ids")],
        notes: "A DELETE with a body.")

    package static let deleteGroups = write(
        .delete, "/groups", "Delete several groups",
        version: .v0,
        danger: .destructive, change: .delete,
        parameters: [.body(#"{"groups": [ids], "deleteAdUsers": false}"#)],
        answers: [Answer(200, "Deleted")],
        notes: "A DELETE with a body.")
}
