import SisenseClient

/// A server that has a profile here, or is open without one, as a row.
private struct ServerRow: Sendable {
    let server: OtherServer
    /// Nil for a server that is open without a profile.
    let profile: Profile?
    /// What goes on there now.
    let now: String
    let isHere: Bool
    let isFailed: Bool

    static let layout = RowLayout<ServerRow>(
        [
            Column("kind", "Kind", 8, kind: .state, priority: 8) { $0.server.kind },
            Column("name", "Name", 12, priority: 9, isName: true) { $0.server.name },
            Column("address", "Address", 20, kind: .path, priority: 7) { $0.server.address },
            Column("signin", "Sign in with", 16, kind: .aside, priority: 5) { $0.server.signIn },
            Column("user", "User", 12, kind: .aside, priority: 4) { $0.profile?.user ?? "" },
            Column("changes", "Changes", 9, kind: .state, usual: "allowed", priority: 3) {
                $0.profile?.isReadOnly == true ? "read-only" : "allowed"
            },
            Column("default", "Default", 7, kind: .aside, priority: 2) { $0.profile?.isDefault == true ? "yes" : "" },
            Column("now", "Now", 10, kind: .state, priority: 6) { $0.now },
        ],
        id: { RecordID($0.server.name) },
        style: { row in
            if row.isFailed { return .error }
            if row.profile?.privacyWarning != nil { return .warning }
            return row.isHere ? RowStyle(.accent) : .plain
        })

    /// All of them, by name.
    static func all(_ context: WorkContext) -> [ServerRow] {
        let profiles = context.dependencies.profiles?.list().profiles ?? []
        var servers = profiles.map(OtherServer.init)
        for other in [context.ownServer] + context.others where !servers.contains(where: { $0.name == other.name }) {
            servers.append(other)
        }
        let rows = servers.map { server in
            let profile = profiles.first { $0.name.description == server.name }
            let (note, verdict) = (context.servers.notes[server.name], context.servers.verdicts[server.name])
            let isHere = server.name == context.serverName
            let activity = note.map { $0.activity.isEmpty ? "open" : $0.activity } ?? ""
            return ServerRow(
                server: server, profile: profile,
                now: [isHere ? "this one" : activity, verdict?.summary ?? ""].filter { !$0.isEmpty }
                    .joined(separator: ", "),
                isHere: isHere, isFailed: verdict?.failure != nil)
        }
        return rows.sorted { $0.server.name < $1.server.name }
    }
}

extension ListFeature {
    /// The servers that have a profile on this machine.
    static let profiles = ListFeature(
        .profiles, title: "Servers", noun: "servers", rows: ServerRow.layout,
        commands: [
            .run(
                "switch", keys: "Enter", hint: "switch", "Switch to this server",
                menu: .access("s", "Goes on there where you left. This one keeps its panes, filters and edits."),
                about: .one
            ) { state in
                visit(state, isReadOnly: false)
            },
            .run(
                "look", keys: "o", hint: "open read-only", "Open read-only",
                menu: .access("o", "The same, and nothing can be changed there until the console is restarted."),
                about: .one
            ) { state in
                visit(state, isReadOnly: true)
            },
            .run(
                "last", "Back to the last server",
                menu: .list(nil, "Between the two servers that were on the screen last.")
            ) { _ in
                [.servers(.previousRequested)]
            },
            .create(
                "add", keys: "a", hint: "add", "Add a server…",
                menu: .list("a", "A profile: a name for the server, and where its token comes from.")
            ) { context, _ throws(APIError) in
                ProfileForm.new(try context.profiles())
            },
            .formForOne(
                "edit", keys: "e", hint: "edit", "Edit profile…",
                menu: .edit("e", "Its address, name, kind and source of the token. What is open stays as it is.")
            ) { context, ids throws(APIError) in
                ProfileForm.editing(try context.profile(ids[0]), try context.profiles())
            },
            .run(
                "test", keys: "t", hint: "test", "Test connection",
                menu: .access("t", "Name, connection, TLS, version, login: says which step fails and what mends it."),
                about: .one
            ) { state in
                state.list?.subject.map { [.servers(.testRequested($0.description))] } ?? []
            },
            .formForOne(
                "remove", keys: "d", hint: "remove", "Remove profile…",
                menu: .leaving("d", "Removes its file. The server, and the file that its token is in, stay.")
            ) { context, ids throws(APIError) in
                try removal(of: try context.profile(ids[0]), try context.profiles())
            },
        ],
        emptyText: "No profile yet. \(key: .addServer) adds one.", isLocal: true,
        load: { context, take throws(APIError) in await ServerRow.layout.hand(ServerRow.all(context), to: take) },
        read: { context, id throws(APIError) in
            guard let row = ServerRow.all(context).first(where: { $0.server.name == id.description }) else {
                throw context.noProfile(id)
            }
            return ListRecord(row: ServerRow.layout.row(row), json: row.profile?.json ?? .null)
        })

    private static func visit(_ state: ConsoleState, isReadOnly: Bool) -> [ConsoleAction] {
        guard let name = state.list?.subject?.description else { return [] }
        return [.servers(.switchRequested(ServerVisit(name, isReadOnly: isReadOnly)))]
    }

    /// Asks before a profile is removed: its name is typed, for there is no undo.
    private static func removal(of profile: Profile, _ access: ProfileAccess) throws(APIError) -> FormState {
        let name = profile.name
        let field = FormField.text(
            "name", "Type \(name) to confirm", isRequired: true,
            help: "The server itself is not touched, nor the file its token is in"
        ) { $0 == name.description ? nil : "Not the name of this profile" }
        return FormState("Remove the profile \(name)", [field]) { _, _ throws(APIError) in
            if let problem = await access.remove(name) { return .form(.refused(field: "name", problem)) }
            return .servers(.profileRemoved(name))
        }
    }
}

extension WorkContext {
    /// The server of this context as others see it.
    fileprivate var ownServer: OtherServer {
        OtherServer(name: serverName, kind: serverKind, address: client.server.description)
    }

    fileprivate func profiles() throws(APIError) -> ProfileAccess {
        if let profiles = dependencies.profiles { return profiles }
        throw APIError(
            .notAllowed, message: "The demo keeps no profiles.", request: "", server: "",
            nextStep: "Start the console without --demo.")
    }

    fileprivate func profile(_ id: RecordID) throws(APIError) -> Profile {
        let profiles = try profiles().list().profiles
        if let profile = profiles.first(where: { $0.name.description == id.description }) { return profile }
        throw noProfile(id)
    }

    fileprivate func noProfile(_ id: RecordID) -> APIError {
        APIError(
            .notFound, message: "\(id) has no profile on this machine.", request: "", server: "",
            nextStep: "Add one under this name, or refresh the list.")
    }
}
