import SisenseClient

/// The page of a dashboard: whose it is, who it is shared with and who can see it, its widgets and alerts.
enum DashboardPage {
    private static let shares = RecordBlock.ID("Shared with")
    private static let viewers = RecordBlock.ID("Who can see it")
    private static let widgets = RecordBlock.ID("Widgets")
    private static let alerts = RecordBlock.ID("Alerts on its data source")
    private static let deletion = RecordBlock.ID("If deleted")

    static func page(of dashboard: Dashboard, _ context: WorkContext) -> RecordPage {
        RecordPage(
            identity: [dashboard.description], facts: facts(of: dashboard, context),
            blocks: [
                RecordBlock(shares, more: "\(key: .editShares) edit", from: .parties),
                RecordBlock(viewers, .right, more: "\(key: .dashboardViewers) all", from: .viewers),
                RecordBlock(widgets, more: "\(key: .dashboardWidgets) all", from: .widgets),
                RecordBlock(alerts, .right, from: .alerts), RecordChanges.block,
                RecordBlock(
                    deletion,
                    RecordBlock.Content(
                        "", RecordLine.prose("It goes for everyone who can see it, with its widgets and shares.")),
                    .right),
            ],
            reads: [
                parties(of: dashboard), viewers(of: dashboard), widgets(of: dashboard), alerts(on: dashboard),
                RecordChanges.read(of: dashboard.id, in: .dashboards),
            ])
    }

    private static func facts(of dashboard: Dashboard, _ context: WorkContext) -> [RecordFact] {
        let now = context.dependencies.now()
        func time(_ time: Timestamp?, _ none: String) -> String { time.map { Age.text($0, at: now) } ?? none }
        let owner = dashboard.owner.map { owner in
            RecordFact(
                "Owner", owner.name ?? owner.id, link: RecordLink(.users, owner.id, owner.name ?? owner.id))
        }
        let folder = dashboard.folder.map { folder in
            RecordFact(
                "Folder", folder.name ?? folder.id, link: RecordLink(.folders, folder.id, folder.name ?? folder.id))
        }
        // Publishing is itself a change of that second.
        let isChanged = dashboard.lastPublished.map { published in
            dashboard.lastUpdated.map { $0.milliseconds > published.milliseconds + 1000 } ?? false
        }
        return [
            owner ?? RecordFact("Owner", "the server does not say"), folder ?? RecordFact("Folder", "none"),
            RecordFact("Data source", dashboard.dataSource ?? "none"),
            RecordFact("Created", time(dashboard.created, "not known")),
            RecordFact("Updated", time(dashboard.lastUpdated, "not known")),
            RecordFact(
                "Published", time(dashboard.lastPublished, "never") + (isChanged == true ? "; changed since" : ""),
                style: isChanged == true ? .warning : .plain),
            RecordFact("Last opened", time(dashboard.lastOpened, "never")),
        ] + (dashboard.isPublic ? [RecordFact("Public", "everyone can see it", style: .warning)] : [])
    }

    /// The names of those it is shared with; of a user or group that is gone, the id.
    private static func parties(of dashboard: Dashboard) -> RecordRead {
        RecordRead(.parties, "shares") { context, _ throws(APIError) in
            let shares = try await context.dashboards.shares(of: dashboard.id).shares.filter { $0.rule != nil }
            let names = try await PartyNames.read(Set(shares.map(\.id)), context.client)
            let lines = shares.map { share -> RecordLine in
                let name = names.name(share.id)
                let right = share.rule.map { "\($0)" } ?? ""
                let pane: PaneID =
                    switch share.party {
                    case .user: .users
                    case .group: .groups
                    }
                guard name != share.id else {
                    return RecordLine(share.id, "no such \(share.party.rawValue), \(right)", style: .warning)
                }
                let words = [share.party == .group ? "group" : nil, right, share.isSubscribed ? "report by mail" : nil]
                return RecordLine(
                    name, words.compactMap(\.self).joined(separator: ", "), link: RecordLink(pane, share.id, name))
            }
            return [self.shares: .list(lines.sorted(byName: \.text))]
        }
    }

    /// Who can see it takes the members of every group it is shared with: at a glance only where these are few, and none
    /// that everybody is in.
    private static func viewers(of dashboard: Dashboard) -> RecordRead {
        RecordRead(.viewers, "the members of groups") { context, reach throws(APIError) in
            let groups = Set(dashboard.shares.filter { $0.party == .group }.map(\.id))
            if reach == .glance {
                guard groups.count <= fewGroups else { return [:] }
                let named = try await GroupsService(context.client).named(groups)
                guard !named.contains(where: \.includesEveryone) else { return [:] }
            }
            let reader = try await ViewersReader.open(RecordID(dashboard.id), draft: nil, context)
            var people: [Grant] = []
            try await reader.read { people += $0 }
            let lines = people.map { grant in
                RecordLine(grant.name, grant.paths.first?.text ?? "", link: RecordLink(.users, grant.id, grant.name))
            }
            return [viewers: RecordBlock.Content.list(lines)]
        }
    }

    /// Groups whose members are read without being asked for.
    private static let fewGroups = 4

    private static func widgets(of dashboard: Dashboard) -> RecordRead {
        RecordRead(.widgets, "widgets") { context, _ throws(APIError) in
            let all = try await context.dashboards.widgets(of: dashboard.id)
            return [widgets: .list(all.map { RecordLine($0.title.isEmpty ? "untitled" : $0.title, $0.kind) })]
        }
    }

    /// No alert says which dashboard it is about; those on its data source are the ones that may concern it.
    private static func alerts(on dashboard: Dashboard) -> RecordRead {
        RecordRead(.alerts, "alerts") { context, reach throws(APIError) in
            guard let source = dashboard.dataSource else { return [alerts: .list([])] }
            guard let all = try await context.surveyAlerts(reach) else { return [:] }
            let own = all.filter { $0.sources.contains(source) }
            return [alerts: .list(own.map { RecordLine($0.label, $0.type, link: RecordLink($0)) })]
        }
    }
}
