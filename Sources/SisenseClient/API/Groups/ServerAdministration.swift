extension OperationGroup {
    package static let application = OperationGroup(
        "application",
        [
            .getApplicationStatus
        ])
}

extension Operation {
    package static let getApplicationStatus = read(
        "/application/status", "Version and basic licence flags; the health probe",
        needsLogin: false,
        answers: [Answer(200, "Status object")])
}

extension OperationGroup {
    package static let audit = OperationGroup(
        "audit",
        [
            .getAuditFiles
        ])
}

extension Operation {
    package static let getAuditFiles = read(
        "/audit/files", "List audit log files",
        version: .v2,
        answers: [
            Answer(200, "Array of {file, filePath, valid}"), Answer(401, "Unauthorized"), Answer(403, "Forbidden"),
        ],
        notes: "valid is false for a file that was altered.")
}

extension OperationGroup {
    package static let cluster = OperationGroup(
        "cluster",
        [
            .getClusterNodes
        ])
}

extension Operation {
    package static let getClusterNodes = read(
        "/cluster-nodes", "List cluster nodes",
        version: .v2,
        answers: [
            Answer(200, "Array of {oid, hostName, active, nodeRoles, amountOfCpu, amountOfRamInMb, osImage, ...}"),
            Answer(401, "Unauthorized"),
        ])
}

extension OperationGroup {
    package static let logs = OperationGroup(
        "logs",
        [
            .logDashboardTimer
        ])
}

extension Operation {
    package static let logDashboardTimer = write(
        .post, "/logs/timer", "Dashboard loading times",
        danger: .reversible, change: .act, touches: [],
        parameters: [
            .body(#"{"dashboard": {"title", "oid", "logStartLoad", "logEndLoad", "widgets"}}"#, required: false)
        ],
        answers: [Answer(200, "The measurement")])
}

extension OperationGroup {
    package static let tenants = OperationGroup(
        "tenants",
        [
            .getTenants
        ])
}

extension Operation {
    package static let getTenants = read(
        "/tenants", "List tenants",
        answers: [Answer(200, "Array of {_id, name, default, systemManagement, tenantDomainNames}")],
        notes: "Servers with several tenants only.")
}

extension OperationGroup {
    package static let plugins = OperationGroup(
        "plugins",
        [
            .getPlugins, .getPluginInfo, .updatePlugins,
        ])
}

extension Operation {
    package static let getPlugins = read(
        "/plugins", "List plug-ins",
        parameters: [
            .query(
                "orderby", "Order field", choices: ["name", "folderName", "version", "isEnabled", "lastUpdate"]),
            .query("desc", "Descending", .boolean),
            .query("search", "Text filter"),
        ],
        special: .paging,
        answers: [
            Answer(200, "{count, plugins:[...], queryMetadata:{limit,skip,search,orderby,desc}}"),
            Answer(404, "Invalid parameter"),
        ],
        notes: #"The answer tells the total: {"count", "plugins", "queryMetadata"}. Since 6.7, beta."#)

    package static let getPluginInfo = read(
        "/plugins/get_info", "Build information: file name and last build error",
        parameters: [.query("returnFile", "true answers JavaScript", .boolean)],
        answers: [Answer(200, "Build info")],
        notes: "Since 6.7, beta.")

    package static let updatePlugins = write(
        .patch, "/plugins", "Change plug-ins, such as turning them on or off",
        danger: .destructive, change: .merge, touches: [.plugins],
        parameters: [.body(#"[{"folderName", "isEnabled", "name", "version", "lastUpdate"}]"#, .array)],
        answers: [
            Answer(200, "All changed"), Answer(202, "Changed (newer servers: only some)"),
            Answer(404, "Nothing changed"),
        ],
        notes: "folderName names the plug-in. Since 6.7, beta.")
}

extension OperationGroup {
    package static let database = OperationGroup(
        "database",
        [
            .encryptDatabasePassword, .changeDatabasePassword, .encryptAppDatabasePassword,
            .changeAppDatabasePassword,
        ])
}

extension Operation {
    package static let encryptDatabasePassword = read(
        "/database/encrypt_database_password", "Encrypt a plaintext database password",
        parameters: [.query("plaintext", "Plain text", required: true)],
        answers: [Answer(200, "Encrypted text")],
        notes: "The secret travels in the address. Newer servers: /app_database.")

    package static let changeDatabasePassword = write(
        .post, "/database/change_database_user_password", "Change the password of a MongoDB user",
        danger: .critical, change: .act, touches: [],
        parameters: [.body(#"{"userName", "password"}"#)],
        answers: [Answer(200, "Changed"), Answer(400, "Invalid user name")],
        notes: "Newer servers: /app_database.")

    package static let encryptAppDatabasePassword = read(
        "/app_database/encrypt_database_password",
        "Encrypt a plaintext database password (newer servers)",
        parameters: [.query("plaintext", "Plain text", required: true)],
        answers: [Answer(200, "Encrypted text")],
        notes: "The secret travels in the address. Older servers: /database.")

    package static let changeAppDatabasePassword = write(
        .post, "/app_database/change_database_user_password",
        "Change the password of a MongoDB user (newer servers)",
        danger: .critical, change: .act, touches: [],
        parameters: [.body(#"{"userName", "password"}"#)],
        answers: [Answer(200, "Changed"), Answer(400, "Invalid user name")],
        notes: "Older servers: /database.")
}

extension OperationGroup {
    package static let encryption = OperationGroup(
        "encryption",
        [
            .encryptText, .decryptText,
        ])
}

extension Operation {
    package static let encryptText = write(
        .post, "/encryption/encrypt", "Encrypt a text with the server key",
        danger: .critical, change: .act, touches: [],
        parameters: [.body("The text")],
        answers: [Answer(200, "Text")],
        notes: "Works with the own key of the server. Older servers answer to GET instead.")

    package static let decryptText = write(
        .post, "/encryption/decrypt", "Decrypt a text with the server key",
        danger: .critical, change: .act, touches: [],
        parameters: [.body("The text")],
        answers: [Answer(200, "Text")],
        notes:
            "Works with the own key of the server: the answer is a secret. Older servers answer to GET instead."
    )
}
