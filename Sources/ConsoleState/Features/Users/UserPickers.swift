import SisenseClient

extension PickerSource {
    /// The users of the server, by name, address and account.
    package static let users = users(unless: nil)

    /// The same, some of whom cannot be chosen.
    /// - Parameter reasons: By their ids.
    static func users(except reasons: [String: String]) -> PickerSource {
        @Sendable func isBarred(_ table: RowTable, _ ref: RowRef) -> Bool { reasons[table.id(ref).description] != nil }
        return users(isBarred: isBarred) { id, _, _ in reasons[id] }
    }

    /// The groups, and behind them the users.
    static func parties(_ groups: [Group]) -> PickerSource {
        users(behind: groups.map { FormOption($0.id, $0.label, details: ["group", ""]) }, unless: nil)
    }

    /// The users, with those who cannot own dashboards shown as such.
    /// - Parameter others: The reasons why users cannot be chosen, by their ids.
    static func owners(_ client: APIClient, except others: [String: String] = [:]) async -> PickerSource {
        let roles = (try? await RolesService(client).all()) ?? []
        return owners(unless: Set(roles.filter { !$0.canOwn }.map(\.title)), except: others)
    }

    /// - Parameter barred: The names of the roles that cannot own dashboards.
    package static func owners(unless barred: Set<String>, except others: [String: String] = [:]) -> PickerSource {
        // Each of 100,000 rows is looked at when the picker opens: its bytes, without making texts of them.
        let (layout, usual) = (UserRow.layout, FoldedText.bytes(AccountState.active.rawValue))
        let (role, state) = (layout.index(of: UserRow.role), layout.index(of: UserRow.state))
        let roles = barred.map(FoldedText.bytes)
        let ids = others.keys.map { Array($0.utf8) }
        @Sendable func isBarred(_ table: RowTable, _ ref: RowRef) -> Bool {
            let page = table.pages[ref.page]
            return !page.withFolded(ref.row, column: state) { $0.elementsEqual(usual) }
                || page.withFolded(ref.row, column: role) { bytes in roles.contains { bytes.elementsEqual($0) } }
                || page.withID(ref.row) { bytes in ids.contains { bytes.elementsEqual($0) } }
        }
        return users(isBarred: isBarred) { id, role, state in
            if let reason = others[id] { return reason }
            if barred.contains(role) { return "a \(role) cannot own dashboards" }
            return state == AccountState.active.rawValue ? nil : state
        }
    }

    /// - Parameters:
    ///   - isBarred: True for a row for which `obstacle` has a reason.
    ///   - obstacle: The reason why a user cannot be chosen.
    private static func users(
        behind items: [FormOption] = [], isBarred: (@Sendable (RowTable, RowRef) -> Bool)? = nil,
        unless obstacle: (@Sendable (_ id: String, _ role: String, _ state: String) -> String?)?
    ) -> PickerSource {
        let layout = UserRow.layout
        let (name, email) = (layout.index(of: UserRow.name), layout.index(of: UserRow.email))
        let (role, state) = (layout.index(of: UserRow.role), layout.index(of: UserRow.state))
        @Sendable func reason(_ table: RowTable, _ ref: RowRef) -> String? {
            obstacle?(table.id(ref).description, table.cell(ref, role), table.cell(ref, state))
        }
        let records = PickerRecords(
            pane: .users, columns: [name, email, layout.index(of: UserRow.userName)],
            isBarred: isBarred
        ) { table, ref in
            let id = table.id(ref).description
            let isUsual = table.cell(ref, state) == AccountState.active.rawValue
            let shownState = isUsual ? "" : " \(table.cell(ref, state))"
            return FormOption(
                id, table.cell(ref, name), details: [table.cell(ref, email), table.cell(ref, role) + shownState],
                obstacle: reason(table, ref))
        }
        return PickerSource(items, records: records)
    }
}

extension FormOption {
    /// A user that was chosen already.
    init(_ user: User) { self.init(user.id, user.displayName, details: [user.email, ""]) }

    /// The roles, with what they may do and the seats of the licence that are free.
    /// - Parameters:
    ///   - users: Those who get the role; empty for one who is new.
    ///   - licence: Nil where the server does not tell.
    static func roles(_ roles: [Role], for users: [User] = [], _ licence: Licence?) -> [FormOption] {
        let kinds = Dictionary(roles.map { ($0.id, $0.seatKind) }, uniquingKeysWith: { first, _ in first })
        return roles.map { role in
            let free = licence?.free(role.seatKind)
            let taking = users.filter { $0.holdsSeat && kinds[$0.roleID ?? ""] != role.seatKind }.count
            let needed = users.isEmpty ? 1 : taking
            let isFull = free.map { $0 < needed } ?? false
            let isOnly = role.isOnePerServer && users.allSatisfy { $0.roleID != role.id }
            return FormOption(
                role.id, role.title, details: [role.rights, free.map { "\($0) free" } ?? ""],
                obstacle: isOnly
                    ? "one per server"
                    : isFull ? "\(counted(needed, "seat")) needed, \(free ?? 0) free" : nil,
                note: free.map { needed > 0 ? "Takes \(needed) of \($0) free seats." : "" } ?? "")
        }
    }
}

extension Role {
    /// The name that the API uses for the role that only sees what is shared.
    static let viewer = "consumer"

    /// True for the role of the one administrator that every server has (seeds/003, Users): nobody else can get it.
    fileprivate var isOnePerServer: Bool { baseName == "super" }

    /// What it may do, in a few words.
    fileprivate var rights: String {
        switch name {
        case Self.viewer: "sees what is shared"
        case "contributor": "makes dashboards"
        case "dataDesigner": "makes dashboards and data models"
        case "dataAdmin": "manages all data"
        case "admin": "manages users and settings"
        case "super": "manages everything"
        case "tenantAdmin": "manages one tenant"
        default: description
        }
    }
}
