extension OperationGroup {
    package static let users = OperationGroup(
        "users",
        [
            .getUsers, .createUser, .createUsers, .createDirectoryUsers, .createDirectoryUser, .getUser, .updateUser,
            .deleteUser, .deleteUsers, .getCurrentUser, .getUsersV0, .getUserV0, .createUsersV0, .replaceUserV0,
            .setUserPassword, .deleteUserV0, .deleteUsersV0, .getUserCount, .simulateUsers,
        ])
}

extension Operation {
    package static let getUsers = read(
        "/users", "List users",
        parameters: [
            .query("userName", "User name filter"), .query("email", "Email filter"),
            .query("firstName", "First name filter"), .query("lastName", "Last name filter"),
            .query("roleId", "Role filter"), .query("groupId", "Group filter"),
            .query("active", "true or false", .boolean),
            .query("origin", "Where they come from", choices: ["ad", "sisense"]), .ids,
        ],
        special: .list,
        expandable: ["groups", "adgroups", "role"],
        answers: [Answer(200, "Array of users"), Answer(404, "Unknown expand", codes: [202])])

    package static let createUser = write(
        .post, "/users", "Create a user",
        danger: .reversible, change: .create, touches: .account,
        parameters: [
            .body(
                #"{"email", "roleId", "userName", "firstName", "lastName", "groups", "preferences", "password"}; the first two are mandatory"#
            )
        ],
        answers: [
            Answer(201, "Created user"), Answer(400, "Bad request", codes: [2004, 2006, 2007, 2009]),
            Answer(404, "Role not found"), Answer(422, "Unprocessable", codes: [601, 2003]),
        ],
        notes: "Without a password the user gets an activation mail.")

    package static let createUsers = write(
        .post, "/users/bulk", "Create several users at once",
        danger: .destructive, change: .create, touches: .account,
        parameters: [.body("[user], each as for creating one", .array)],
        answers: [
            Answer(201, "Array of created users"),
            Answer(400, "Bad request", codes: [2002, 2004, 2005, 2006, 2007, 2009]),
            Answer(404, "Role not found"), Answer(422, "Unprocessable", codes: [601, 2003]),
        ],
        notes: "One bad entry refuses them all.")

    package static let createDirectoryUsers = write(
        .post, "/users/ad/bulk", "Import several Active Directory users",
        danger: .destructive, change: .create, touches: .account,
        parameters: [.body(#"[{"userName", "ldapDomainId", "roleId", "groups", "objectSid"}]"#, .array)],
        answers: [
            Answer(201, "Created users"),
            Answer(400, "Bad request", codes: [2002, 2004, 2005, 2006, 2007, 2008, 2009]),
            Answer(404, "Role not found"), Answer(422, "Unprocessable", codes: [601, 2003]),
        ])

    package static let createDirectoryUser = write(
        .post, "/users/ad", "Import one Active Directory user",
        danger: .reversible, change: .create, touches: .account,
        parameters: [.body(#"{"userName", "ldapDomainId", "roleId", "groups", "objectSid"}"#)],
        answers: [
            Answer(201, "Created user"), Answer(400, "Bad request", codes: [2004, 2006, 2007, 2008, 2009]),
            Answer(404, "Role not found"), Answer(422, "Unprocessable", codes: [601, 2003]),
        ])

    package static let getUser = read(
        "/users/{id}", "One user",
        parameters: [.path("id", "Id of the user")],
        special: .one,
        expandable: ["groups", "adgroups", "role"],
        answers: [Answer(200, "User"), Answer(404, "Not found", codes: [2001])])

    package static let updateUser = write(
        .patch, "/users/{id}", "Merge fields into a user",
        danger: .reversible, change: .merge, touches: .account,
        parameters: [
            .path("id", "Id of the user"),
            .body(
                #"The members to change: {"email", "userName", "firstName", "lastName", "roleId", "groups", "active", "password", "preferences"}"#
            ),
        ],
        answers: [Answer(200, "Updated user"), Answer(404, "Not found", codes: [2001])])

    package static let deleteUser = write(
        .delete, "/users/{id}", "Delete a user",
        danger: .destructive, change: .delete, touches: .wholeAccount,
        parameters: [.path("id", "Id of the user")],
        answers: [
            Answer(204, "Deleted"), Answer(400, "Bad request", codes: [2011]),
            Answer(404, "Not found", codes: [2001]),
        ],
        notes: "Dashboards the user owns are deleted too: change their owner first.")

    package static let deleteUsers = write(
        .delete, "/users/bulk", "Delete several users",
        danger: .destructive, change: .delete, touches: .wholeAccount,
        parameters: [.query("ids", "Ids, comma separated", .array, required: true)],
        answers: [
            Answer(204, "Deleted"), Answer(400, "Bad request", codes: [2011]),
            Answer(404, "Not found", codes: [2001]),
        ],
        notes: "Dashboards the users own are deleted too: change their owner first.")

    package static let getCurrentUser = read(
        "/users/loggedin", "The calling user, with roleName and baseRoleName",
        version: .v0,
        answers: [Answer(200, "User"), Answer(403, "Forbidden")],
        notes: "With roleName and baseRoleName: who am I.")

    package static let getUsersV0 = read(
        "/users", "All users (v0.9)",
        version: .v0,
        parameters: [
            .query("search", "Name or email address contains"), .query("orderby", "Order field"),
            .query("desc", "Descending", .boolean), .query("onlyAD", "Only those of a directory", .boolean),
        ],
        special: .paging,
        answers: [Answer(200, "Array of users")])

    package static let getUserV0 = read(
        "/users/{user}", "One user by id or name (v0.9)",
        version: .v0,
        parameters: [.path("user", "Id or name of the user")],
        answers: [Answer(200, "User"), Answer(403, "Forbidden"), Answer(404, "Not found", codes: [2001])])

    package static let createUsersV0 = write(
        .post, "/users", "Create users, optionally with mail (v0.9)",
        version: .v0,
        danger: .destructive, change: .create, touches: .account,
        parameters: [
            .body(#"[{"email", "userName", "firstName", "lastName", "roleId", "groups", "password"}]"#, .array),
            .query("notify", "Mail an invitation", .boolean),
        ],
        answers: [Answer(200, "Created")],
        notes: "Takes an array, unlike version 1. Without a role a user is a viewer.")

    package static let replaceUserV0 = write(
        .put, "/users/{user}", "Replace user details (v0.9)",
        version: .v0,
        danger: .reversible, change: .replace, touches: .account,
        parameters: [.path("user", "Id or name of the user"), .body("The whole user")],
        answers: [
            Answer(200, "Saved"), Answer(400, "Invalid input"), Answer(403, "Forbidden"),
            Answer(404, "Not found", codes: [2001]),
        ],
        notes: "Members left out are lost.")

    package static let setUserPassword = write(
        .patch, "/users/{user}", "Set the password of a user",
        version: .v0,
        danger: .destructive, change: .act, touches: [],
        parameters: [.path("user", "Id or name of the user"), .body(#"{"password"}"#)],
        answers: [Answer(200, "Updated user")],
        notes: "The old password stops working at once.")

    package static let deleteUserV0 = write(
        .delete, "/users/{user}", "Delete a user by id or name (v0.9)",
        version: .v0,
        danger: .destructive, change: .delete, touches: .wholeAccount,
        parameters: [.path("user", "Id or name of the user")],
        answers: [
            Answer(200, "Deleted"), Answer(400, "Bad request", codes: [2011]), Answer(403, "Forbidden"),
            Answer(404, "Not found", codes: [2001]),
        ],
        notes: "Dashboards the user owns are deleted too: change their owner first.")

    package static let deleteUsersV0 = write(
        .post, "/users/delete", "Delete users by id (v0.9)",
        version: .v0,
        danger: .destructive, change: .delete, touches: .wholeAccount,
        parameters: [.body("Ids of users", .array)],
        answers: [Answer(200, "Deleted"), Answer(404, "Not found")],
        notes: "Dashboards the users own are deleted too: change their owner first.")

    package static let getUserCount = read(
        "/users/count", "Count users",
        version: .v0,
        parameters: [.query("search", "User name contains")],
        answers: [Answer(200, "{collection, count}")])

    package static let simulateUsers = read(
        "/users/simulate", "Dry run of adding users: who exists, licence left",
        version: .v0,
        method: .post,
        parameters: [
            .body("Email addresses", .array), .query("admode", "AD mode", .boolean),
            .query("ldapDomainId", "Domain"),
        ],
        answers: [Answer(200, "{license:{admins,consumers,contributors}, users:[{email,isExist,roleId}]}")])
}

extension OperationGroup {
    package static let roles = OperationGroup(
        "roles",
        [
            .getRoles, .getRole, .updateRoleManifest,
        ])
}

extension Operation {
    package static let getRoles = read(
        "/roles", "List roles with ids and permission manifests",
        version: .v0,
        parameters: [
            .query("includeManifest", "Add the manifest", .boolean),
            .query("includeBaseRolesName", "Add base role name", .boolean),
            .query("compiledRoles", "Merged manifest", .boolean),
        ],
        answers: [Answer(200, "Array of roles"), Answer(403, "Forbidden")],
        notes: "Turns the names of roles into the ids that users carry.")

    package static let getRole = read(
        "/roles/{idOrName}", "One role",
        version: .v0,
        parameters: [.path("idOrName", "Role id or name")],
        answers: [Answer(200, "Role"), Answer(404, "Not found")])

    package static let updateRoleManifest = write(
        .post, "/roles/{idOrName}/manifest/{path}", "Change permissions below a manifest path",
        version: .v0,
        danger: .critical, change: .merge, touches: [.roles, .users],
        parameters: [
            .path("idOrName", "Role id or name"), .path("path", "Where in the manifest, as in widgets/items"),
            .body("The flags to set"),
        ],
        answers: [Answer(200, "Role")])
}
