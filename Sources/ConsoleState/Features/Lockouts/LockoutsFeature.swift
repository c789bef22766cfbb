import SisenseClient

extension ListFeature {
    /// The accounts that are locked now after failed logins. The server is asked about each user by itself, so those
    /// found show one after the other.
    static let lockouts = ListFeature(
        pane: .lockouts,
        noun: "locked accounts",
        columns: columns,
        load: { environment, take throws(APIError) in
            let account = AccountService(environment.client)
            let pages = environment.users.pages(ListQuery(fields: UserRow.fields, isLean: true)).makeAsyncIterator()
            var asked = 0
            while let page = try await pages.next() {
                for part in page.items.filter(\.isActive).chunks(of: atOnce) {
                    let rows = try await account.locked(part).map(row)
                    if !rows.isEmpty { await take(RowPage(rows, columns: columns.count)) }
                    asked += part.count
                    await environment.report("\(asked) accounts asked")
                }
            }
        },
        read: { environment, id throws(APIError) in
            let user = try await environment.users.get(id.description)
            guard let locked = try await AccountService(environment.client).locked([user]).first else {
                throw APIError(
                    .notFound, message: "\(user.label) is not locked any more.", request: "",
                    server: environment.client.server.description)
            }
            return ListRecord(row: row(locked), json: user.raw)
        },
        plans: [
            "unlock": each { environment, id throws(APIError) in
                try environment.users.planUnlock(try await environment.users.get(id.description))
            }
        ])

    /// Questions that are on their way together.
    private static let atOnce = 8

    private static let columns = [
        ListColumn("name", "Name"), ListColumn("email", "E-mail"), ListColumn("until", "Locked until"),
    ]

    private static func row(_ locked: (user: User, status: LockoutStatus)) -> RowContent {
        RowContent(
            id: RecordID(locked.user.id),
            cells: [
                locked.user.displayName, locked.user.email,
                locked.status.until?.minuteText ?? "an administrator unlocks it",
            ])
    }
}

extension Array {
    /// The elements in parts of at most `count`.
    fileprivate func chunks(of count: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: self.count, by: count).map { self[$0..<Swift.min($0 + count, self.count)] }
    }
}
