/// The account that changes are sent with, as far as a change can shut it out.
package struct PlanSender: Sendable, Equatable {
    let id: String
    /// The names that older operations take instead of the id, without case.
    fileprivate let names: Set<String>
    fileprivate let groups: Set<String>

    package init(_ user: User) {
        id = user.id
        names = Set([user.email, user.userName].filter { !$0.isEmpty }.map { $0.lowercased() })
        groups = Set(user.groups.flatMap { [$0.id] + [$0.name].compactMap(\.self) })
    }

    /// Of an older server that does not say who somebody is, every account may be the own.
    static let unknown = PlanSender()

    private init() { (id, names, groups) = ("", [], []) }

    /// True when one of the texts of a request means it.
    fileprivate func isNamed(in texts: Set<String>) -> Bool {
        self == .unknown
            || texts.contains { text in
                text.split(separator: ",").contains { $0 == id || names.contains($0.lowercased()) }
            }
    }
}

extension RequestPlan {
    /// True for a change that may take the sender's way in, or everybody's: such a change is a step of its own, sent by a
    /// person.
    /// - Parameter sender: The account that sends it; nil where that is not known, as when a file is only looked at.
    package func mayLockOut(_ sender: PlanSender?) -> Bool {
        if let document = settings { return mayLockOut(by: document) }
        if call.operation == .updateRoleManifest { return takesManagement }
        if Self.endingAccess.contains(call.operation) || call.operation.touches.contains(.ldapDomains) { return true }
        return sender.map(mayLockOutAccount) ?? false
    }

    /// The operations that end tokens or sessions of the one who calls them or of everybody, or the way in of all.
    private static let endingAccess: Set<Operation> = [
        .logout, .logoutAll, .logoutEveryone, .renewAPIToken, .changePassword, .setNewLicence,
        .replaceSystemSettingsV0, .changeDatabasePassword, .changeAppDatabasePassword,
    ]

    private func mayLockOut(by document: SettingsDocument) -> Bool {
        guard let base, let result else { return document.canLockOut }
        return JSONDiff(from: base, to: result).changes.contains {
            document.mayLockOut(at: $0.path, from: $0.old, to: $0.new)
        }
    }

    /// True where a role loses a right to manage something, for all its users.
    private var takesManagement: Bool {
        guard case .json(let body)? = call.body else { return true }
        let parent = (call.path["path"] ?? "").split(separator: "/").map(String.init)
        guard body.object != nil else { return true }
        return body.leaves.contains { leaf in
            leaf.value != true && (parent + leaf.path).contains { $0.lowercased().hasPrefix("manage") }
        }
    }

    /// The members of a user that take nobody's way in.
    private static let harmless: Set<String> = ["firstName", "lastName", "preferences", "uiSettings", "desc"]

    /// True where the account of the sender loses its role, activity, name, password or groups, or is gone.
    private func mayLockOutAccount(_ sender: PlanSender) -> Bool {
        let operation = call.operation
        let isAboutPeople = !operation.touches.isDisjoint(with: [.users, .groups])
        guard isAboutPeople || Self.aboutAccounts.contains(operation), operation.change != .create,
            operation != .addGroupUsers, operation != .removeLockout
        else { return false }
        let texts = call.namedValues
        if operation == .updateUser {
            guard case .json(let body)? = call.body, sender.isNamed(in: Set(call.path.values)) else { return false }
            return body.object?.keys.allSatisfy(Self.harmless.contains) != true
        }
        if sender.isNamed(in: texts) { return true }
        return operation.change == .delete && operation != .removeGroupUsers && !sender.groups.isDisjoint(with: texts)
    }

    private static let aboutAccounts: Set<Operation> = [.logoutUsers, .revokeTokens, .setUserPassword, .resetPassword]
}

extension SettingsDocument {
    /// True when a wrong value in it can shut somebody out.
    var canLockOut: Bool { isRisky || self == .loginLockout }

    /// True for a change of a member that may take somebody's way in.
    package func mayLockOut(at path: JSONPath, from old: JSONValue?, to new: JSONValue?) -> Bool {
        let name = path.description
        switch self {
        // Sessions, cookies, tokens, and who may log in how.
        case .security, .singleSignOn: return true
        case .system:
            if name.hasPrefix(SystemSettings.allowedOriginsPath.description) { return new == nil }
            switch name {
            case SystemSettings.corsEnabledPath.description: return new == false
            // The address gets another scheme.
            case "webServer.enableSSl": return true
            case "authentication.domainGroupLogin": return new != false
            default:
                // A part of the document that comes or goes as a whole.
                guard let leaves = new?.leaves else { return old?.object != nil }
                return leaves.contains { leaf in
                    let inner = leaf.path.reduce(path) { $0.appending(.member($1)) }
                    return mayLockOut(at: inner, from: Optional.none, to: leaf.value)
                }
            }
        case .loginLockout:
            guard name != "enabled" else { return new == true }
            guard let before = old?.integer, let after = new?.integer else { return true }
            return name == "maxFailedAttempts" ? after < before : after > before
        case .emailServer, .globalization, .publicSettings: return false
        }
    }
}

extension APIClient {
    /// The account of this session, as far as changes can shut it out.
    @concurrent package func sender() async throws(APIError) -> PlanSender {
        do throws(APIError) {
            return PlanSender(try await UsersService(self).loggedIn())
        } catch {
            guard error.kind == .notFound || error.kind == .forbidden else { throw error }
            return .unknown
        }
    }
}
