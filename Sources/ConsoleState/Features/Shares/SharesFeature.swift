import SisenseClient

extension PaneID {
    package static let shares = PaneID("shares", title: "Shares")
}

extension ListFeature {
    /// The shares of a dashboard, with the changes that are not saved yet. What the server has comes by loading the
    /// list; `SharesReducer` edits a draft of it and puts new rows in the place of the old ones.
    static func shares(of dashboard: RecordID, title: String) -> ListFeature {
        ListFeature(
            pane: .shares, noun: "shares", columns: ShareRow.columns, title: "Shares of \(title)", parent: .dashboards,
            record: dashboard,
            load: { environment, take throws(APIError) in
                let shares = SharesState(try await SharesDocument.read(dashboard, environment.client))
                await environment.tell(.shares(.loaded(shares)))
                for page in RowPage.pages(shares.rows.map(\.content), columns: ShareRow.columns.count) {
                    await take(page)
                }
            },
            read: { environment, id throws(APIError) in
                guard let row = environment.shares?.rows.first(where: { $0.id == id }), let share = row.share else {
                    throw APIError(
                        .notFound, message: "It is not shared with \(id) any more.", request: "",
                        server: environment.client.server.description)
                }
                return ListRecord(row: row.content, json: share.raw, sections: try await party(of: share, environment))
            })
    }

    /// Who is behind a share: the members of a group, or the name and address of a user.
    private static func party(
        of share: Share, _ environment: ConsoleEnvironment
    ) async throws(APIError) -> [DetailSection] {
        do throws(APIError) {
            switch share.party {
            case .user:
                let user = try await environment.users.get(share.id)
                return [DetailSection("User", [user.displayName, user.email, user.isActive ? "active" : "not active"])]
            case .group:
                return [try await members(of: try await GroupsService(environment.client).get(share.id), environment)]
            }
        } catch  where error.kind == .notFound {
            return [DetailSection("The server knows this \(share.party.rawValue) no more", [])]
        }
    }
}
