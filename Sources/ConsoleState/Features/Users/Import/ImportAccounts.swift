import SisenseClient
import Synchronization

/// The accounts, roles and groups of a server as far as they decide about the records of an import.
struct ImportAccounts: Sendable {
    let roles: [Role]
    let groups: [Group]
    /// Nil where the server does not tell.
    private(set) var licence: Licence?
    let roleIndex: NameIndex<Role>
    let groupIndex: NameIndex<Group>
    /// The names of roles and groups, for what changes.
    let names: RecordNames
    /// The users by address and user name, folded.
    private let users: [[UInt8]: [User]]

    init(roles: [Role], groups: [Group], users: [User], licence: Licence? = nil) {
        (self.roles, self.groups, self.licence) = (roles, groups, licence)
        (roleIndex, groupIndex) = (NameIndex(roles), NameIndex(groups))
        names = RecordNames(
            Dictionary(groups.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first }), roles: roles)
        var byName: [[UInt8]: [User]] = [:]
        for user in users {
            for name in Set([FoldedText.bytes(user.email), FoldedText.bytes(user.userName)]) where !name.isEmpty {
                byName[name, default: []].append(user)
            }
        }
        self.users = byName
    }

    static func read(_ context: WorkContext) async throws(APIError) -> ImportAccounts {
        await context.report("reading roles and groups")
        let roles = try await RolesService(context.client).all()
        let groups = try await GroupsService(context.client).names()
        let fields = ["_id", "email", "userName", "firstName", "lastName", "roleId", "groups", "active"]
        var users: [User] = []
        for try await page in UsersService(context.client).pages(ListQuery(fields: fields, isLean: true)) {
            users += page.items
            await context.report("reading users, \(Quantity.count(users.count)) so far")
        }
        return ImportAccounts(
            roles: roles, groups: groups, users: users, licence: try? await AccountService(context.client).licence())
    }

    /// The same with the seats of the licence as they are now.
    func withLicence(_ client: APIClient) async -> ImportAccounts {
        var accounts = self
        accounts.licence = try? await AccountService(client).licence()
        return accounts
    }

    /// The users that an address or a user name leads to, whatever case it is written in.
    func users(named name: String) -> [User] { users[FoldedText.bytes(name)] ?? [] }

    func role(_ id: String?) -> Role? { id.flatMap { roleIndex[$0].only } }

    /// The names of a user's groups as the list of users shows them.
    func groupNames(of user: User) -> String {
        user.groups.map { names[$0.id] ?? "deleted group \($0.id)" }.joined(separator: ", ")
    }
}

/// The accounts that one import has read: every look at its records after an edit uses them, and every refresh reads
/// them again.
final class KnownAccounts: Sendable {
    private struct Known {
        var accounts: ImportAccounts?
        /// The edit of the records that they were last used for.
        var edit = -1
    }

    private let known = Mutex(Known())

    /// Those that were read for an earlier edit; read again where this one was looked at before.
    /// - Parameter edit: The number of the edit of the records.
    func read(for edit: Int, _ context: WorkContext) async throws(APIError) -> ImportAccounts {
        let earlier = known.withLock { known -> ImportAccounts? in
            guard known.edit < edit else { return nil }
            known.edit = edit
            return known.accounts
        }
        if let earlier { return earlier }
        let accounts = try await ImportAccounts.read(context)
        known.withLock { $0 = Known(accounts: accounts, edit: max($0.edit, edit)) }
        return accounts
    }

    /// Those that were read last; read now where none were.
    func latest(_ context: WorkContext) async throws(APIError) -> ImportAccounts {
        if let accounts = known.withLock({ $0.accounts }) { return accounts }
        let accounts = try await ImportAccounts.read(context)
        known.withLock { $0.accounts = accounts }
        return accounts
    }
}
