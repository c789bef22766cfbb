import SisenseClient

/// Puts single shares of dashboards back as they were: the lists are read again, and only the entries chosen change.
extension ComparePlans {
    /// One plan for each dashboard.
    func shares(_ lines: [CompareLine]) async throws(APIError) -> [RequestPlan] {
        var plans: [RequestPlan] = []
        let dashboards = Dictionary(grouping: lines) { line in
            (line.here ?? line.there).flatMap { SharedWith($0) }?.dashboard ?? ""
        }
        for (id, lines) in dashboards.sorted(by: { $0.key < $1.key }) {
            plans += try await shares(of: id, lines)
        }
        return plans
    }

    private func shares(of id: String, _ lines: [CompareLine]) async throws(APIError) -> [RequestPlan] {
        let service = context.dashboards
        guard let first = lines.first else { return [] }
        guard !id.isEmpty,
            let dashboard = try await client.unlessGone({ () throws(APIError) in try await service.get(id) })
        else { throw refusal(first, "this server has no such dashboard any more") }
        guard lines.allSatisfy({ $0.state == .differs }) else { throw refusal(first, "it could not be read") }
        let base = try await service.shares(of: id)
        var edited = base
        for line in lines {
            guard let there = line.there else {
                if let here = line.here.flatMap({ SharedWith($0) }) { edited = edited.removing(here.party) }
                continue
            }
            guard let wanted = SharedWith(there) else { throw refusal(line, "the snapshot does not say how") }
            let entry = try await entry(wanted, line, base)
            let isThere = edited.shares.contains { $0.id == entry.id }
            edited =
                isThere ? edited.setting(edited.shares.map { $0.id == entry.id ? entry : $0 }) : edited.adding(entry)
        }
        return [try await context.planSaveShares(edited, base: base, of: dashboard)]
    }

    /// The entry as it was. One that is still there keeps what this version does not know of.
    private func entry(
        _ wanted: SharedWith, _ line: CompareLine, _ base: ShareList
    ) async throws(APIError) -> Share {
        if let share = base.shares.first(where: { $0.id == wanted.party }) {
            return share.with(rule: wanted.rule)?.with(isSubscribed: wanted.isSubscribed) ?? share
        }
        return Share(
            wanted.kind, id: try await party(wanted, line), rule: wanted.rule, isSubscribed: wanted.isSubscribed)
    }

    /// The user or group that is meant now: a group that was deleted and made again has another id.
    private func party(_ wanted: SharedWith, _ line: CompareLine) async throws(APIError) -> String {
        switch wanted.kind {
        case .user:
            if try await !UsersService(client).users([wanted.party]).isEmpty { return wanted.party }
            throw refusal(line, "this user is no longer on the server")
        case .group:
            let groups = GroupsService(client)
            if try await !groups.named([wanted.party]).isEmpty { return wanted.party }
            if let again = try await groups.match([line.path[1]])[0].only { return again.id }
            throw refusal(line, "this group is no longer on the server")
        }
    }
}
