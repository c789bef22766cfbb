import SisenseClient

/// The page of a group: who is in it, what is shared with it, and what its members lose with it.
enum GroupPage {
    private static let members = RecordBlock.ID("Members")
    private static let shared = RecordBlock.ID("Shared with it")
    private static let alerts = RecordBlock.ID("Alerts to it")
    private static let deletion = RecordBlock.ID("If deleted")
    /// Members above which they are read only when a person asks.
    private static let fewMembers = 1000

    static func page(of group: Group, role: String) -> RecordPage {
        let membersBlock =
            group.isSystem
            ? RecordBlock(members, RecordBlock.Content("", [RecordLine("Decided by the server", style: .faint)]))
            : RecordBlock(members, more: "\(key: .groupMembers) all", from: .members)
        return RecordPage(
            identity: [group.mail, group.language],
            facts: [
                RecordFact("Origin", group.isSystem ? "system" : group.isDirectory ? "directory" : "local"),
                RecordFact("Default role", role.isEmpty ? "none" : role),
                RecordFact("Members", group.memberCount.map(Quantity.count) ?? "the server does not say"),
                RecordFact("Updated", group.lastUpdated?.minuteText ?? "not known"),
            ],
            blocks: [
                membersBlock, RecordBlock(shared, .right, more: "\(key: .groupAccess) all", from: .dashboards),
                RecordBlock(alerts, .right, from: .alerts), RecordChanges.block,
                RecordBlock(deletion, .right, from: .dashboards),
            ],
            reads: [
                reading(membersOf: group), dashboards(of: group), alerts(of: group),
                RecordChanges.read(of: group.id, in: .groups),
            ].filter { !group.isSystem || $0.id != .members })
    }

    private static func reading(membersOf group: Group) -> RecordRead {
        RecordRead(.members, "members") { context, reach throws(APIError) in
            guard reach == .all || group.memberCount ?? 0 <= fewMembers else { return [:] }
            return [members: content(of: try await GroupsService(context.client).members(of: group))]
        }
    }

    /// People with their addresses, those who cannot log in as such.
    static func content(of members: [User]) -> RecordBlock.Content {
        .list(
            members.sorted(byName: \.displayName).map { user in
                RecordLine(
                    user.displayName, user.isActive ? user.email : "\(user.email)  \(AccountState(user).rawValue)",
                    link: RecordLink(.users, user.id, user.displayName), style: user.isActive ? .plain : .faint)
            })
    }

    private static func dashboards(of group: Group) -> RecordRead {
        RecordRead(.dashboards, "dashboards") { context, reach throws(APIError) in
            guard let all = try await context.surveyDashboards(reach) else { return [:] }
            let lines = all.compactMap { dashboard -> RecordLine? in
                guard let share = dashboard.shares.first(where: { $0.id == group.id }) else { return nil }
                let right = share.rule?.description ?? ""
                let note = share.isSubscribed ? "\(right), report by mail" : right
                return RecordLine(dashboard.label, note, link: RecordLink(dashboard))
            }
            return [shared: .list(lines.sorted(byName: \.text), noun: "dashboard"), deletion: loss(of: lines.count)]
        }
    }

    private static func loss(of count: Int) -> RecordBlock.Content {
        let text =
            count == 0
            ? "Nobody loses access: no dashboard is shared with this group."
            : "Members without another path lose access to \(RecordBlock.Content.counted(count, "dashboard")). "
                + "Before it is deleted, the console counts who that is."
        return RecordBlock.Content("", RecordLine.prose(text))
    }

    private static func alerts(of group: Group) -> RecordRead {
        RecordRead(.alerts, "alerts") { context, reach throws(APIError) in
            guard let all = try await context.surveyAlerts(reach) else { return [:] }
            let own = all.filter { alert in alert.parties.contains { $0.id == group.id } }
            return [alerts: .list(own.map { RecordLine($0.label, $0.type, link: RecordLink($0)) })]
        }
    }
}
