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
        danger: .critical, change: .merge,
        parameters: [
            .path("idOrName", "Role id or name"), .path("path", "Where in the manifest, as in widgets/items"),
            .body("The flags to set"),
        ],
        answers: [Answer(200, "Role")])
}
