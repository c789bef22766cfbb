import SisenseClient

/// Accounts, and what hangs on them. On a large server, only what the fewest requests show, unless everything was asked
/// for; the survey says how much that was.
extension Lint {
    /// Records of a kind that are all read unasked: as many as a server sends at once.
    private static let wholeLimit = 1000
    /// Accounts that are asked for on a larger server, for each reason to look at them.
    private static let sampleLimit = 200
    /// Accounts that are asked about one by one, unasked.
    private static let askedLimit = 200

    private static let userFields = [
        "_id", "email", "userName", "firstName", "lastName", "roleId", "active", "created", "lastLogin",
    ]

    /// Active accounts that nobody has used for long, and those that are locked.
    func users(_ survey: ServerSurvey, _ found: Found) async throws(APIError) {
        let roles = try await RolesService(client).all()
        let administrative = Set(roles.filter(\.isAdministrative).map(\.id))
        survey.roles = Dictionary(roles.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        let count = await context.users.count()
        if !context.checksEverything, let count, count > Self.wholeLimit {
            survey.users = try await sample(of: administrative)
            survey.userCount = .exactly(count)
            survey.hasAllUsers = false
        } else {
            let users = try await whole(context.users.pages(ListQuery(fields: Self.userFields, isLean: true)))
            (survey.users, survey.hasAllUsers) = (users.items, users.isWhole)
            survey.userCount = users.count
        }
        survey.now = Timestamp(context.dependencies.now())
        let limit = daysAgo(Self.idleDays)
        // A user who never logged in is as idle as the account is old.
        let idle = survey.users.filter { user in
            user.isActive && (user.lastLogin ?? user.created).map { $0 < limit } ?? true
        }
        let isAdministrator = { (user: User) in user.roleID.map(administrative.contains) == true }
        await found(
            [
                Finding(.idleAdministrators, by: idle.filter(isAdministrator).map(Self.culprit), in: .users),
                Finding(.idleUsers, by: idle.filter { !isAdministrator($0) }.map(Self.culprit), in: .users),
            ].compactMap(\.self))
        let active = survey.users.filter(\.isActive)
        guard context.checksEverything || survey.hasAllUsers && active.count <= Self.askedLimit else { return }
        survey.locked = try await AccountService(client).lockedIfKnown(active)
        let locked = survey.locked?.map(Self.culprit) ?? []
        await found(Finding(.lockedAccounts, by: locked, in: .users).map { [$0] } ?? [])
    }

    private static func culprit(_ user: User) -> Finding.Culprit { Finding.Culprit(user.id, user.displayName) }

    /// The accounts of a large server that matter here: administrators, those who cannot log in, and those who were away
    /// longest.
    private func sample(of administrative: Set<String>) async throws(APIError) -> [User] {
        var queries = [
            ListQuery(limit: Self.sampleLimit, fields: Self.userFields, sort: "lastLogin", isLean: true),
            ListQuery(
                limit: Self.sampleLimit, fields: Self.userFields, filters: [QueryItem("active", "false")], isLean: true),
        ]
        queries += administrative.sorted().map { role in
            ListQuery(
                limit: Self.sampleLimit, fields: Self.userFields, filters: [QueryItem("roleId", role)], isLean: true)
        }
        let service = context.users
        let pages = try await queries.concurrentMap { query throws(APIError) in try await service.page(query).items }
        var seen: Set<String> = []
        return pages.flatMap(\.self).filter { seen.insert($0.id).inserted }
    }

    /// The records of a list, all of them where everything was asked for or there are few, else the first.
    private func whole<Item: Record>(_ pages: PageSequence<Item>) async throws(APIError) -> Portion<Item> {
        var items: [Item] = []
        for try await page in pages {
            items += page.items
            if !context.checksEverything, items.count >= Self.wholeLimit {
                return Portion(items: Array(items.prefix(Self.wholeLimit)), isWhole: false)
            }
        }
        return Portion(items: items, isWhole: true)
    }

    private struct Portion<Item: Sendable>: Sendable {
        let items: [Item]
        let isWhole: Bool

        var count: Amount { isWhole ? .exactly(items.count) : .atLeast(items.count) }
    }

    func groups(_ survey: ServerSurvey) async throws(APIError) {
        let groups = try await whole(GroupsService(client).withMemberCounts())
        (survey.groups, survey.hasAllGroups, survey.groupCount) = (groups.items, groups.isWhole, groups.count)
    }

    func dashboards(_ survey: ServerSurvey, _ found: Found) async throws(APIError) {
        let fields = ["oid", "title", "owner", "shares", "parentFolder", "lastPublish"]
        let read = try await whole(context.dashboards.pages(ListQuery(fields: fields, isLean: true)))
        (survey.dashboards, survey.hasAllDashboards) = (read.items, read.isWhole)
        survey.dashboardCount = read.count
        let inactive = survey.inactive
        let known = Set(survey.users.map(\.id))
        let everyone = Set(survey.groups.filter(\.includesEveryone).map(\.id))
        let empty = survey.groups.filter { $0.memberCount == 0 && !$0.isSystem }
        var shares: [String: Int] = [:]
        for share in read.items.lazy.flatMap(\.shares) where share.party == .group { shares[share.id, default: 0] += 1 }
        func dashboards(
            _ rule: LintRule, _ reason: (Dashboard) -> String?
        ) -> Finding? {
            let culprits = read.items.compactMap { dashboard in
                reason(dashboard).map { Finding.Culprit(dashboard.id, dashboard.label, because: $0) }
            }
            return Finding(rule, by: culprits, in: .dashboards)
        }
        await found(
            [
                dashboards(.inactiveOwner) { $0.owner.flatMap { inactive[$0.id] } },
                // Only who has read all accounts can tell that one is missing.
                survey.hasAllUsers
                    ? dashboards(.ownerGone) { $0.owner.flatMap { known.contains($0.id) ? nil : "" } } : nil,
                dashboards(.everyoneEdits) { dashboard in
                    let isOpen = dashboard.shares.contains { share in
                        share.party == .group && share.rule == .edit && everyone.contains(share.id)
                    }
                    return isOpen ? "" : nil
                },
                dashboards(.inactiveSubscribers) { dashboard in
                    let gone = dashboard.shares.filter(\.isSubscribed).compactMap { inactive[$0.id] }
                    return gone.isEmpty ? nil : gone.joined(separator: ", ")
                },
                Finding(
                    .emptyGroupsWithShares,
                    by: empty.compactMap { group in
                        shares[group.id].map { count in
                            Finding.Culprit(group.id, group.label, because: counted(count, "dashboard"))
                        }
                    }, in: .groups),
                survey.hasAllDashboards
                    ? Finding(
                        .emptyGroups,
                        by: empty.filter { shares[$0.id] == nil }.map { Finding.Culprit($0.id, $0.label) }, in: .groups)
                    : nil,
            ].compactMap(\.self))
    }

    /// Folders with neither folders nor dashboards in them. Which are empty is known only where every dashboard is.
    func folders(_ survey: ServerSurvey, _ found: Found) async throws(APIError) {
        guard survey.hasAllDashboards else { return }
        var used = Set(survey.dashboards.compactMap(\.folder?.id))
        var all: [Folder] = []
        var waiting = try await FoldersService(client).tree()
        while let folder = waiting.popLast() {
            all.append(folder)
            waiting += folder.folders
            if !folder.folders.isEmpty || !folder.dashboards.isEmpty { used.insert(folder.id) }
        }
        survey.folderCount = .exactly(all.count)
        let empty = all.filter { !used.contains($0.id) }.sorted(byName: \.label)
        let finding = Finding(.emptyFolders, by: empty.map { Finding.Culprit($0.id, $0.label) }, in: .folders)
        await found(finding.map { [$0] } ?? [])
    }

    /// True for an alert without recipients, or of which all are deleted or groups without anyone. What a directory
    /// keeps is not looked at.
    private static func isToNobody(_ alert: Alert, _ survey: ServerSurvey) -> Bool {
        let parties = (alert.raw["parties"]?.array ?? []).compactMap { party in
            Reference(party).map { (id: $0.id, kind: party["type"]?.string) }
        }
        if parties.isEmpty { return true }
        guard survey.hasAllUsers, survey.hasAllGroups else { return false }
        return parties.allSatisfy { party in
            switch party.kind {
            case "user": !survey.users.contains { $0.id == party.id }
            case "group": !survey.groups.contains { $0.id == party.id && $0.memberCount != 0 }
            default: false
            }
        }
    }

    /// Alerts that notify people who cannot log in, or nobody, or belong to one who cannot.
    func alerts(_ survey: ServerSurvey, _ found: Found) async throws(APIError) {
        let alerts = try await whole(AlertsService(client).pages())
        (survey.alertCount, survey.hasAllAlerts) = (alerts.count, alerts.isWhole)
        let inactive = survey.inactive
        let enabled = alerts.items.filter { $0.isEnabled != false }
        func finding(_ rule: LintRule, _ reason: (Alert) -> String?) -> Finding? {
            Finding(
                rule,
                by: enabled.compactMap { alert in
                    reason(alert).map { Finding.Culprit(alert.id, alert.label, because: $0) }
                }, in: .alerts)
        }
        await found(
            [
                finding(.alertToInactive) { alert in
                    let gone = alert.parties.filter { !alert.disabledUsers.contains($0.id) }
                        .compactMap { inactive[$0.id] }
                    return gone.isEmpty ? nil : "to \(gone.joined(separator: ", "))"
                },
                finding(.alertOfInactive) { $0.owner.flatMap { inactive[$0.id] }.map { "of \($0)" } },
                finding(.alertToNobody) { Self.isToNobody($0, survey) ? "" : nil },
            ].compactMap(\.self))
    }
}
