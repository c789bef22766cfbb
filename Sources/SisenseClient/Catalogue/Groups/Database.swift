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
        danger: .critical, change: .act,
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
        danger: .critical, change: .act,
        parameters: [.body(#"{"userName", "password"}"#)],
        answers: [Answer(200, "Changed"), Answer(400, "Invalid user name")],
        notes: "Older servers: /database.")
}
