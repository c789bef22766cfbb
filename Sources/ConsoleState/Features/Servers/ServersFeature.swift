import SisenseClient

/// A server that has a profile here, or is open without one, as a row.
struct ServerRow: Sendable {
    let server: OtherServer
    /// Nil for a server that is open without a profile.
    let profile: Profile?
    /// The answers of the server; nil before it is asked.
    let reading: ServerReading?
    /// What goes on there now.
    let now: String
    let isHere: Bool
    /// The outcome of the last test, where that has failed.
    let failedTest: String?
    /// The age of the token in words; empty where it is not known.
    let tokenAge: String
    let hasOldToken: Bool

    static let layout = RowLayout<ServerRow>(
        [
            Column("kind", "Kind", 8, kind: .state, priority: 8) { $0.server.purpose?.title ?? "" },
            Column("name", "Name", 12, priority: 11, isName: true) { $0.server.name },
            Column("address", "Address", 20, kind: .path, priority: 6) { $0.server.address },
            Column("state", "State", 12, kind: .state, priority: 10) { $0.state },
            Column("version", "Version", 10, priority: 5) { $0.reading?.version ?? "" },
            Column("user", "Signed in", 14, priority: 9) { $0.account },
            Column("findings", "Findings", 12, priority: 7, sortedBy: { Double($0.reading?.findings?.count ?? 0) }) {
                $0.findings
            },
            Column("token", "Token", 9, priority: 4) { $0.tokenAge },
            Column("licence", "Licence until", 10, priority: 3, sortedBy: { $0.reading?.licenceEnds?.sortKey }) {
                $0.reading?.licenceEnds.map { String($0.minuteText.prefix(10)) } ?? ""
            },
            Column("now", "Now", 10, kind: .state, priority: 7) { $0.now },
            Column("signin", "Sign in with", 16, kind: .aside, priority: 2) { $0.server.signIn },
            Column("changes", "Changes", 9, kind: .state, usual: "allowed", priority: 3) {
                $0.profile?.isReadOnly == true ? "read-only" : "allowed"
            },
            Column("default", "Default", 7, kind: .aside, priority: 1) { $0.profile?.isDefault == true ? "yes" : "" },
        ],
        id: { RecordID($0.server.name) },
        style: { row in
            if row.failedTest != nil || row.reading?.failure != nil { return .error }
            let isRisky = row.reading?.findings?.contains { $0.severity == .critical } == true
            if row.isPlain || row.hasOldToken || isRisky { return RowStyle(.plain, .attention) }
            return row.isHere ? RowStyle(.accent) : .plain
        })

    /// True where all that is sent there can be read on the way.
    private var isPlain: Bool { profile?.privacyWarning != nil }

    private var state: String {
        let answer = failedTest ?? reading.map { $0.failure?.reason ?? "answers" } ?? "asking"
        return isPlain ? "\(answer), not encrypted" : answer
    }

    /// Who we are there, or the reason why nobody is.
    private var account: String {
        if let user = reading?.user { return user }
        if reading?.failure != nil { return "" }
        guard let refusal = reading?.refusal else { return profile?.user ?? "" }
        return profile?.tokenSource == .prompt ? "asks for a password" : refusal.message
    }

    private var findings: String {
        guard let findings = reading?.findings else { return "" }
        guard let first = findings.first else { return "none" }
        return findings.count == 1 ? first.title : "\(first.title), +\(findings.count - 1)"
    }

    /// All of them, by name. Reads the profiles.
    static func all(_ context: WorkContext) -> [ServerRow] {
        let profiles = context.dependencies.profiles?.list().profiles ?? []
        var servers = profiles.map(OtherServer.init)
        for other in [context.ownServer] + context.others where !servers.contains(where: { $0.name == other.name }) {
            servers.append(other)
        }
        return servers.map { server in
            ServerRow(server, profiles.first { $0.name.description == server.name }, context)
        }.sorted { $0.server.name < $1.server.name }
    }

    private init(_ server: OtherServer, _ profile: Profile?, _ context: WorkContext) {
        (self.server, self.profile) = (server, profile)
        reading = context.servers.readings[server.name]
        isHere = server.name == context.serverName
        let (note, verdict) = (context.servers.notes[server.name], context.servers.verdicts[server.name])
        now = isHere ? "this one" : note.map { $0.activity.isEmpty ? "open" : $0.activity } ?? ""
        failedTest = verdict?.failure == nil ? nil : verdict?.summary
        let today = context.dependencies.now()
        let issued = reading?.tokenIssued
        tokenAge = issued.flatMap { Age.text(of: $0.sortKey, at: today) } ?? ""
        hasOldToken = issued.map { Timestamp(today).milliseconds - $0.milliseconds > Lint.tokenMilliseconds } ?? false
    }

    /// The same server with what it has just answered.
    func answering(_ reading: ServerReading, _ context: WorkContext) -> ServerRow {
        var context = context
        context.servers.readings[server.name] = reading
        return ServerRow(server, profile, context)
    }

    /// The parts of its record: what to beware of, and each finding.
    var blocks: [RecordBlock] {
        var blocks: [RecordBlock] = []
        if let warning = profile?.privacyWarning {
            blocks.append(Self.prose("Not encrypted", warning))
        }
        if let error = reading?.failure ?? reading?.refusal {
            let text = [error.message, error.nextStep].filter { !$0.isEmpty }.joined(separator: " ")
            blocks.append(Self.prose("The server says", text))
        }
        if let findings = reading?.findings, !findings.isEmpty {
            let lines = findings.map { RecordLine($0.title, $0.setting) }
            blocks.append(RecordBlock(RecordBlock.ID("Findings"), .list(lines)))
        }
        return blocks
    }

    private static func prose(_ title: String, _ text: String) -> RecordBlock {
        RecordBlock(RecordBlock.ID(title), RecordBlock.Content("", RecordLine.prose(text)))
    }

    /// Asks all servers, each by itself, and hands on what one answers as soon as it does.
    @concurrent static func readAll(_ context: WorkContext) async throws(APIError) {
        let rows = all(context)
        try await rows.concurrentForEach(maxConcurrent: maxServers) { row throws(APIError) in
            try await ServerReading.of(row.server.name, row.profile, context)
        } take: { index, reading in
            let row = rows[index].answering(reading, context)
            await context.send(.servers(.read(row.server.name, reading)))
            await context.send(.list(.profiles, .rowsReplaced([layout.row(row)])))
        }
    }

    /// Servers that are asked together.
    private static let maxServers = 8
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
        emptyText: "No profile yet. \(key: .addServer) adds one.", showsChanges: false,
        load: { context, take throws(APIError) in
            await ServerRow.layout.hand(ServerRow.all(context), to: take)
            try await ServerRow.readAll(context)
        },
        read: { context, id throws(APIError) in
            guard let row = ServerRow.all(context).first(where: { $0.server.name == id.description }) else {
                throw context.noProfile(id)
            }
            return ListRecord(
                row: ServerRow.layout.row(row), json: row.profile?.json ?? .null, blocks: row.blocks)
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
    var ownServer: OtherServer {
        OtherServer(name: serverName, purpose: purpose, address: client.server.description)
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
