import SisenseClient

extension ListFeature {
    /// The accounts that are locked now after failed logins. The server is asked about each user by itself, so those
    /// found show one after the other.
    static let lockouts = ListFeature(
        .lockouts, title: "Locked accounts", noun: "locked accounts", below: Parent(.security), rows: lockedRows,
        commands: [
            .changeEach(
                "unlock", keys: "u", hint: "unlock", "Unlock", menu: .account("u", "Allows the next login at once.")
            ) { context, id throws(APIError) in
                try context.users.planUnlock(try await context.users.get(id.description))
            },
            .create(
                "rule", keys: "e", hint: "edit the rule", "Edit the lockout rule…",
                menu: .list("e", "After how many failed logins an account is locked, and for how long.")
            ) { context, _ throws(APIError) in
                try await SettingsForm.open(.loginLockout, fields: SettingsDocument.loginLockout.fields, context)
            }.needing(.changeSystem),
        ], emptyText: "No account is locked. \(key: .editLockoutRule) shows after how many failed logins one is.",
        load: { context, take throws(APIError) in
            let account = AccountService(context.client)
            let pages = context.users.pages(ListQuery(fields: UserRow.fields, isLean: true)).makeAsyncIterator()
            var asked = 0
            while let page = try await pages.next() {
                for part in page.items.filter(\.isActive).chunks(of: maxConcurrent) {
                    await lockedRows.hand(try await account.locked(part), to: take)
                    asked += part.count
                    await context.report("\(counted(asked, "account")) checked")
                }
            }
        },
        read: { context, id throws(APIError) in
            let user = try await context.users.get(id.description)
            guard let locked = try await AccountService(context.client).locked([user]).first else {
                throw APIError(
                    .notFound, message: "\(user.label) is no longer locked.", request: "",
                    server: context.client.server.description)
            }
            return ListRecord(row: lockedRows.row(locked), json: user.raw)
        })

    /// Questions that are on their way together.
    private static let maxConcurrent = 8

    private static let lockedRows = RowLayout<(user: User, status: LockoutStatus)>(
        [
            Column("name", "Name", 16, priority: 8, isName: true) { $0.user.displayName },
            Column("email", "Email", 18, kind: .aside, priority: 9, identity: .email) { $0.user.email },
            Column(
                "until", "Locked until", 17, priority: 7, value: .time,
                sortedBy: { $0.status.until?.sortKey ?? .infinity }
            ) {
                $0.status.until?.minuteText ?? "until an administrator unlocks it"
            },
        ],
        id: { RecordID($0.user.id) },
        style: { _ in RowStyle(.plain, .fault) })
}

extension Array {
    /// The elements in parts of at most `count`.
    fileprivate func chunks(of count: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: self.count, by: count).map { self[$0..<Swift.min($0 + count, self.count)] }
    }
}
