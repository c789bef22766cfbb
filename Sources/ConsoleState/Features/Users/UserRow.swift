import SisenseClient

/// A user as a row.
enum UserRow {
    static let columns = [
        ListColumn("name", "Name"),
        ListColumn("email", "E-mail"),
        ListColumn("role", "Role"),
        ListColumn("groups", "Groups"),
        ListColumn("active", "Active"),
        ListColumn("login", "Last login"),
        ListColumn("user", "User name"),
        ListColumn("origin", "Origin"),
    ]

    /// The members a row needs: asking for no others makes a page of 1,000 users several times smaller.
    static let fields = [
        "_id", "email", "userName", "firstName", "lastName", "roleId", "groups", "active", "lastLogin",
        "activeDirectory", "createdSso",
    ]

    static func content(of user: User, names: UserNames) -> RowContent {
        RowContent(
            id: RecordID(user.id),
            cells: [
                user.displayName, user.email, names.role(of: user),
                user.groups.map(names.group).joined(separator: ", "), user.isActive ? "yes" : "no",
                user.lastLogin?.minuteText ?? "never", user.userName,
                user.source.rawValue,
            ])
    }
}
