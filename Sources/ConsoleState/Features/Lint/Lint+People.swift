import SisenseClient

/// Accounts, and what hangs on them: groups, dashboards, alerts. Lists are read page by page, and of a page nothing is
/// kept but the names of those who cannot log in.
extension Lint {
    /// Active accounts that nobody has used for long. Those that are off are kept for what is looked at next.
    func users(_ accounts: AccountSurvey, _ found: Found) async throws(APIError) {
        let administrative = Set(try await RolesService(client).all().filter(\.isAdministrative).map(\.id))
        let limit = daysAgo(Self.idleDays)
        let fields = ["_id", "email", "userName", "roleId", "active", "created", "lastLogin"]
        var idle = 0
        for try await page in UsersService(client).pages(ListQuery(fields: fields, isLean: true)) {
            var findings: [Finding] = []
            for user in page.items {
                guard user.isActive else {
                    accounts.inactive[user.id] = user.label
                    continue
                }
                // A user who never logged in is as idle as the account is old.
                guard (user.lastLogin ?? user.created).map({ $0 < limit }) ?? true else { continue }
                if user.roleID.map(administrative.contains) == true {
                    findings.append(Finding(.idleAdministrator, user.label, in: .users, record: user.id))
                } else {
                    idle += 1
                }
            }
            await found(findings)
        }
        if idle > 0 { await found([Finding(.idleUsers, idle == 1 ? "1 user" : "\(idle) users", in: .users)]) }
    }

    func groups(_ accounts: AccountSurvey) async throws(APIError) {
        for try await page in GroupsService(client).withMemberCounts() {
            for group in page.items {
                if group.includesEveryone { accounts.everyone.insert(group.id) }
                if group.memberCount == 0, !group.isSystem { accounts.emptyGroups[group.id] = (group.label, 0) }
            }
        }
    }

    func dashboards(_ accounts: AccountSurvey, _ found: Found) async throws(APIError) {
        let fields = ["oid", "title", "owner", "shares"]
        for try await page in DashboardsService(client).pages(ListQuery(fields: fields, isLean: true)) {
            var findings: [Finding] = []
            for dashboard in page.items {
                if let owner = dashboard.owner.flatMap({ accounts.inactive[$0.id] }) {
                    findings.append(
                        Finding(.inactiveOwner, "\(dashboard.label) of \(owner)", in: .dashboards, record: dashboard.id)
                    )
                }
                for share in dashboard.shares where share.party == .group {
                    accounts.emptyGroups[share.id]?.shares += 1
                    guard share.rule == .edit, accounts.everyone.contains(share.id) else { continue }
                    findings.append(Finding(.everyoneEdits, dashboard.label, in: .dashboards, record: dashboard.id))
                }
            }
            await found(findings)
        }
        await found(
            accounts.emptyGroups.filter { $0.value.shares > 0 }.sorted(byName: \.value.name).map { group in
                let count = group.value.shares
                let subject = "\(group.value.name): \(count == 1 ? "1 dashboard" : "\(count) dashboards")"
                return Finding(.emptyGroupWithShares, subject, in: .groups, record: group.key)
            })
    }

    /// Alerts that notify people who cannot log in, or belong to one.
    func alerts(_ accounts: AccountSurvey, _ found: Found) async throws(APIError) {
        for try await page in AlertsService(client).pages() {
            await found(
                page.items.filter { $0.isEnabled != false }.flatMap { alert in
                    let gone = alert.parties.filter { !alert.disabledUsers.contains($0.id) }
                        .compactMap { accounts.inactive[$0.id] }
                    let to = gone.isEmpty ? nil : "\(alert.label) to \(gone.joined(separator: ", "))"
                    let of = alert.owner.flatMap { accounts.inactive[$0.id] }.map { "\(alert.label) of \($0)" }
                    return [
                        to.map { Finding(.alertToInactive, $0, in: .alerts, record: alert.id) },
                        of.map { Finding(.alertOfInactive, $0, in: .alerts, record: alert.id) },
                    ].compactMap(\.self)
                })
        }
    }
}

/// The results of one part of a check that the next one needs.
final class AccountSurvey {
    /// The names of those who cannot log in, by id.
    var inactive: [String: String] = [:]
    /// Groups every user is in.
    var everyone: Set<String> = []
    /// Groups without members by id, with the number of dashboards shared with them.
    var emptyGroups: [String: (name: String, shares: Int)] = [:]
}
