import SisenseClient

/// The page of a user: role and state, groups, what they own, can see and receive, and what goes with them.
enum UserPage {
    private static let groups = RecordBlock.ID("Groups")
    private static let owned = RecordBlock.ID("Owns")
    private static let access = RecordBlock.ID("Effective access")
    private static let alerts = RecordBlock.ID("Alerts")
    private static let deletion = RecordBlock.ID("If deleted")
    private static let stateFact = "State"

    /// True for the open record of an account that is locked; nil where nobody knows.
    static func isLocked(_ detail: DetailState) -> Bool? {
        guard case .loaded(let record) = detail.content else { return nil }
        return record.facts.first { $0.name == stateFact }.map { $0.style == .error }
    }

    /// Reads a user with the names of what the account refers to.
    @concurrent static func read(_ context: WorkContext, _ id: RecordID) async throws(APIError) -> ListRecord {
        let user = try await UsersService(context.client).get(id.description)
        async let lockout = lockout(of: user, context.client)
        let names = try await UserNames.read(context.client, groups: Set(user.groups.map(\.id)))
        let page = page(of: user, names, await lockout, context)
        return ListRecord(row: UserRow.layout.row(UserRow(user: user, names: names)), json: user.raw, page: page)
    }

    /// Nil where the server knows nothing of locks: it says so with an error, which is no news.
    private static func lockout(of user: User, _ client: APIClient) async -> LockoutStatus? {
        try? await AccountService(client).lockout(of: user)
    }

    private static func page(
        of user: User, _ names: UserNames, _ lockout: LockoutStatus?, _ context: WorkContext
    ) -> RecordPage {
        let language = user.raw["preferences"]?["language"]?.string ?? ""
        return RecordPage(
            identity: [user.email, user.userName == user.email ? "" : "user name \(user.userName)", language],
            facts: facts(of: user, names, lockout, context),
            blocks: [
                RecordBlock(groups, groupList(of: user, names), completedFrom: .groups),
                RecordBlock(access, .right, more: "\(key: .userAccess) all", from: .dashboards),
                RecordBlock(owned, from: .dashboards),
                RecordBlock(alerts, .right, from: .alerts),
                RecordChanges.block,
                RecordBlock(deletion, .right, more: "\(key: .listActions) off-board instead", from: .dashboards),
            ],
            reads: [
                groups(of: user, names), dashboards(of: user, names), alerts(of: user),
                RecordChanges.read(of: user.id, in: .users),
            ])
    }

    private static func facts(
        of user: User, _ names: UserNames, _ lockout: LockoutStatus?, _ context: WorkContext
    ) -> [RecordFact] {
        let now = context.dependencies.now()
        let stored = user.roleID.flatMap { names.role($0)?.name }
        let role = names.role(of: user)
        let state: RecordFact
        if let lockout, lockout.isLocked {
            let until = lockout.until.map { " until \($0.minuteText)" } ?? ""
            state = RecordFact(stateFact, "locked\(until)", style: .error)
        } else if user.isActive {
            state = RecordFact(stateFact, "active")
        } else {
            state = RecordFact(stateFact, AccountState(user).rawValue, style: .warning)
        }
        return [
            // Scripts and messages of the server use the stored name.
            RecordFact("Role", stored.map { $0 == role ? role : "\(role), \($0) in the API" } ?? role), state,
            RecordFact("Last login", user.lastLogin.map { Age.text($0, at: now) } ?? "never"),
            RecordFact(
                "Created",
                [user.created?.minuteText, "\(user.source.rawValue) account"].compactMap(\.self).joined(separator: ", ")
            ),
            RecordFact("Tokens", "the server does not list them", style: .faint),
        ]
    }

    /// - Parameter all: All groups with the number of their members; empty where they were not read.
    private static func groupList(of user: User, _ names: UserNames, all: [Group] = []) -> RecordBlock.Content {
        let counts = Dictionary(all.map { ($0.id, $0.memberCount) }, uniquingKeysWith: { first, _ in first })
        let own = user.groups.map { group in
            let members = (counts[group.id] ?? nil).map { counted($0, "member") } ?? ""
            return RecordLine(names.group(group), members, link: RecordLink(.groups, group.id, names.group(group)))
        }
        // They stand in no record of a user.
        let everyone = all.filter(\.includesEveryone).map(\.label).sorted()
        let list = RecordBlock.Content.list(own)
        guard !everyone.isEmpty else { return list }
        let line = RecordLine("\(own.isEmpty ? "" : "and ")\(everyone.joined(separator: ", "))", style: .faint)
        return RecordBlock.Content(list.summary, list.lines + [line])
    }

    /// The number of members of the groups, and the groups that everybody is in. Without them the names stay.
    private static func groups(of user: User, _ names: UserNames) -> RecordRead {
        RecordRead(.groups, "groups") { context, _ throws(APIError) in
            let all = (try? await GroupsService(context.client).withMemberCounts().all()) ?? []
            return [groups: groupList(of: user, names, all: all)]
        }
    }

    /// What the user owns and can see: both are in the list of all dashboards alone.
    private static func dashboards(of user: User, _ names: UserNames) -> RecordRead {
        RecordRead(.dashboards, "dashboards") { context, reach throws(APIError) in
            guard let all = try await context.surveyDashboards(reach) else { return [:] }
            // Groups that everybody is in stand in no record of a user.
            let shared = Set(all.flatMap(\.shares).filter { $0.party == .group }.map(\.id))
            let groups = try await GroupsService(context.client).named(shared)
            let userAccess = UserAccess(user, groups: groups, role: user.roleID.flatMap { names.role($0) })
            let mine = all.filter { $0.owner?.id == user.id }
            let lines = all.compactMap { dashboard -> RecordLine? in
                guard let grant = userAccess.grant(dashboard), let path = grant.paths.first else { return nil }
                let isMailed = dashboard.shares.contains { $0.id == user.id && $0.isSubscribed }
                return RecordLine(
                    dashboard.label, isMailed ? "\(path.text), report by mail" : path.text, link: RecordLink(dashboard))
            }
            let paths = await folderPaths(of: mine, context)
            return [
                owned: .list(
                    mine.map { dashboard in
                        let folder = dashboard.folder.map { paths[$0.id] ?? $0.name ?? "" } ?? ""
                        return RecordLine(dashboard.label, folder, link: RecordLink(dashboard))
                    }.sorted(byName: \.text), noun: "dashboard"),
                access: .list(lines.sorted(byName: \.text), noun: "dashboard"), deletion: loss(of: mine),
            ]
        }
    }

    /// The folders that lead to dashboards, by the id of the last one; none where the server does not tell.
    private static func folderPaths(of dashboards: [Dashboard], _ context: WorkContext) async -> [String: String] {
        guard dashboards.contains(where: { $0.folder != nil }) else { return [:] }
        let tree = (try? await FoldersService(context.client).tree()) ?? []
        let options = DashboardForms.folders(tree)
        return Dictionary(options.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
    }

    private static func loss(of owned: [Dashboard]) -> RecordBlock.Content {
        let titles = Excerpt.of(owned.map(\.label))
        let dashboards =
            owned.isEmpty
            ? "This user owns no dashboard." : "Deleted with the account, for everyone: \(titles)."
        let text = "\(dashboards) The alerts it owns go too."
        return RecordBlock.Content("", RecordLine.prose(text, style: owned.isEmpty ? .plain : .warning))
    }

    private static func alerts(of user: User) -> RecordRead {
        RecordRead(.alerts, "alerts") { context, reach throws(APIError) in
            guard let all = try await context.surveyAlerts(reach) else { return [:] }
            let parties = Set([user.id] + user.groups.map(\.id))
            let lines = all.compactMap { alert -> RecordLine? in
                let isOwner = alert.owner?.id == user.id
                let party = alert.parties.first { parties.contains($0.id) }
                guard isOwner || party != nil else { return nil }
                let isMuted = alert.disabledUsers.contains(user.id)
                let receives = party.map { $0.id == user.id ? "receives" : "receives by group" }
                let words = [isOwner ? "owner" : nil, isMuted ? "muted" : receives].compactMap(\.self)
                return RecordLine(alert.label, words.joined(separator: ", "), link: RecordLink(alert))
            }
            return [alerts: .list(lines.sorted(byName: \.text))]
        }
    }
}
