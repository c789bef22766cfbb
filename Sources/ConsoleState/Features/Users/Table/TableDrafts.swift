import SisenseClient
import Synchronization

/// The edits of tables of users that were planned and not sent yet, so that leaving a preview loses nothing that was
/// typed: the next table has them in its lines.
final class TableDrafts: Sendable {
    private struct Draft {
        let edit: UserTable.Edit
        /// The plans that are not sent yet.
        var plans: Set<RequestPlan.ID>
    }

    private struct Key: Hashable {
        let server: ServerAddress
        let user: String
    }

    private let drafts = Mutex<[Key: Draft]>([:])

    /// The edits of some users that were not sent.
    func edits(of users: [User], on server: ServerAddress) -> [UserTable.Edit] {
        drafts.withLock { drafts in users.compactMap { drafts[Key(server: server, user: $0.id)]?.edit } }
    }

    /// Keeps what was planned for users who were in a table, instead of what was kept of them before.
    func keep(_ planned: [(edit: UserTable.Edit, plans: [RequestPlan])], of users: [User], on server: ServerAddress) {
        drafts.withLock { drafts in
            for user in users { drafts[Key(server: server, user: user.id)] = nil }
            for (edit, plans) in planned where !plans.isEmpty {
                drafts[Key(server: server, user: edit.user.id)] = Draft(edit: edit, plans: Set(plans.map(\.id)))
            }
        }
    }

    /// Forgets an edit once all that was planned for it is sent.
    func sent(_ plan: RequestPlan.ID) {
        drafts.withLock { drafts in
            for (key, draft) in drafts where draft.plans.contains(plan) {
                drafts[key]?.plans.remove(plan)
                if draft.plans.count == 1 { drafts[key] = nil }
            }
        }
    }
}
