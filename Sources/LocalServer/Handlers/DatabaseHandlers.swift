import SisenseClient

/// The server's own database and key (seeds/003, Database; newer servers have the same under other paths).
enum DatabaseHandlers {
    private static let encryptPassword = Route(.administrator) { database, call throws(APIError) in
        guard let text = call.query("plaintext") else { throw .missing(["plaintext"]) }
        return .ok(.string(database.seal().close(text)))
    }

    /// The users of the document database this server would have.
    private static let users: Set<String> = ["RootUser", "WriteUser", "ReadUser"]

    private static let changePassword = Route(.administrator) { database, call throws(APIError) in
        let input = try call.object()
        guard users.contains(input.text("userName")) else { throw .invalid("Invalid username", status: 400) }
        guard input["password"]?.string?.isEmpty == false else { throw .missing(["password"]) }
        let kept = Password(input.text("password"), rounds: call.passwordRounds)
        database.put(kept.record, id: "database/\(input.text("userName"))", in: .credentials)
        return Reply()
    }

    static let routes: Route.Table = [
        .encryptDatabasePassword: encryptPassword,
        .encryptAppDatabasePassword: encryptPassword,
        .changeDatabasePassword: changePassword,
        .changeAppDatabasePassword: changePassword,
        .encryptText: Route(.administrator) { database, call throws(APIError) in
            .ok(.string(database.seal().close(try text(call))))
        },
        .decryptText: Route(.administrator) { database, call throws(APIError) in
            guard let opened = database.seal().open(try text(call)) else {
                throw .invalid("This text was not encrypted by this server", status: 400)
            }
            return .ok(.string(opened))
        },
    ]

    /// A JSON string, or an object with one.
    private static func text(_ call: Call) throws(APIError) -> String {
        let body = try call.json()
        let member = ["text", "payload", "value"].lazy.compactMap { body[$0]?.string }.first
        guard let text = body.string ?? member else { throw .invalid("The body has to be a text", status: 400) }
        return text
    }
}
