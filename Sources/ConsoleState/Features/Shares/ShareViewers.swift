package import SisenseClient

/// The people who can see a dashboard, by the shares it has and by those it should have.
package struct ShareViewers: Sendable, Equatable {
    package struct Row: Sendable, Equatable {
        package enum Change: Sendable, Equatable {
            case none
            case gained
            case lost
            /// The person keeps it, with another right.
            case changed
        }

        package let name: String
        /// The right after the save; empty when it is lost.
        package let right: String
        /// The share that gives that right.
        package let source: String
        /// The right or the shares there were, where they are no more.
        package let note: String
        package let change: Change
    }

    /// Everybody who can see it before or after the save, by name.
    package let rows: [Row]
    /// The numbers of people before and after the save; nil where everybody on the server can.
    package let before: Int?
    package let after: Int?

    /// - Parameter name: The name of a group by its id.
    init(owner: Reference?, saved: [Share], wanted: [Share], _ people: Membership, name: (String) -> String) {
        let viewers = DashboardViewers(owner: owner, saved: saved, wanted: wanted, name: name)
        let (old, new) = (viewers.saved, viewers.wanted)
        var ids = old.userIDs.union(new.userIDs)
        for group in old.groupIDs.union(new.groupIDs) { ids.formUnion(people.members[group] ?? []) }
        var rows: [Row] = []
        for id in ids.sorted() {
            let groups = (people.groups[id] ?? []).sorted()
            let user = people.names[id] ?? (id == owner?.id ? owner?.name : nil) ?? id
            if let row = Row(user, old.paths(of: id, in: groups), new.paths(of: id, in: groups)) { rows.append(row) }
        }
        self.rows = rows.sorted(byName: \.name)
        before = old.groupIDs.isDisjoint(with: people.everyone) ? rows.count { $0.change != .gained } : nil
        after = new.groupIDs.isDisjoint(with: people.everyone) ? rows.count { $0.change != .lost } : nil
    }

    /// `14 → 9 people`; one number where none comes and none goes.
    package var count: String {
        func text(_ count: Int?) -> String { count.map { counted($0, "person", "people") } ?? "everyone" }
        guard before != after else { return text(after) }
        return "\(before.map { Quantity.count($0) } ?? "everyone") → \(text(after))"
    }
}

extension ShareViewers.Row {
    /// - Returns: nil for someone who neither could see it nor can.
    fileprivate init?(_ name: String, _ before: [Grant.Path], _ after: [Grant.Path]) {
        let (old, new) = (Self.sorted(before), Self.sorted(after))
        let gone = old.filter { !new.map(\.source).contains($0.source) }.map(\.source)
        self.name = name
        right = new.first?.right ?? ""
        source = new.first.map(\.source) ?? ""
        switch (old.first, new.first) {
        case (nil, nil): return nil
        case (nil, _?): (note, change) = ("", .gained)
        case (_?, nil): (note, change) = ("was \(Self.list(gone))", .lost)
        case (let had?, let has?) where had.right != has.right: (note, change) = ("was \(had.right)", .changed)
        case (_?, _?): (note, change) = (gone.isEmpty ? "" : "was \(Self.list(gone)), too", .none)
        }
    }

    /// The strongest first.
    private static func sorted(_ paths: [Grant.Path]) -> [Grant.Path] { paths.sorted { $0.strength > $1.strength } }

    private static func list(_ texts: [String]) -> String { texts.joined(separator: ", ") }
}

extension Grant.Path {
    /// The share it comes from, without the right; empty for the owner.
    fileprivate var source: String {
        switch self {
        case .owner: ""
        case .direct: "by name"
        case .group(let name, _): name
        }
    }
}

/// The people of some groups and the names of some users, as read for the shares of a dashboard.
package struct ShareMembers: Sendable {
    let people: Membership
    /// The groups and users that were asked for: those the server does not know are not asked for again.
    let groups: Set<String>
    let users: Set<String>

    init(_ people: Membership, _ groups: Set<String>, _ users: Set<String>) {
        (self.people, self.groups, self.users) = (people, groups, users)
    }
}

/// Who can see a dashboard, beside its shares: how far that is known, and the part of it that is looked at.
package struct ShareViewersState: Sendable {
    /// The people, as long as they are known.
    package private(set) var viewers: ShareViewers?
    /// The reason why they could not be read.
    package private(set) var error: APIError?
    /// True while the keys are about the people and not the shares.
    package var hasFocus = false
    package private(set) var scroll = Scroll()

    private(set) var people = Membership()
    fileprivate private(set) var groups: Set<String> = []
    fileprivate private(set) var users: Set<String> = []
    private var isReading = false

    /// Marks that something is read; false when something is already.
    mutating func beginReading() -> Bool {
        defer { isReading = true }
        return !isReading
    }

    mutating func take(_ result: Result<ShareMembers, APIError>) {
        isReading = false
        switch result {
        case .success(let read):
            people.merge(read.people)
            (groups, users) = (groups.union(read.groups), users.union(read.users))
            error = nil
        case .failure(let error):
            self.error = error
        }
    }

    mutating func show(_ new: ShareViewers) {
        viewers = new
        scroll.place(at: scroll.cursor, count: new.rows.count)
    }

    mutating func move(_ movement: Movement, page: Int) {
        scroll.move(movement, count: viewers?.rows.count ?? 0, page: page)
    }

    /// The same, to be read anew, with the people shown until then.
    var outdated: ShareViewersState {
        var new = ShareViewersState()
        (new.viewers, new.hasFocus, new.scroll) = (viewers, hasFocus, scroll)
        return new
    }
}

extension SharesState {
    /// The groups and users of the shares, as read and as they should be, of whom nothing was read yet. None after a
    /// failure: what failed is not asked again by each edit.
    var unknownParties: (groups: Set<String>, users: Set<String>) {
        guard viewers.error == nil else { return ([], []) }
        let shares = (document.list.shares + draft).filter { $0.rule != nil }
        let groups = Set(shares.filter { $0.party == .group }.map(\.id)).subtracting(viewers.groups)
        var users = Set(shares.filter { $0.party == .user }.map(\.id))
        if let owner = document.dashboard.owner { users.insert(owner.id) }
        return (groups, users.subtracting(viewers.users))
    }

    /// Works out who can see it: a walk over all of them.
    func workedOutViewers() -> ShareViewers {
        ShareViewers(owner: document.dashboard.owner, saved: document.list.shares, wanted: draft, viewers.people) {
            name($0)
        }
    }
}
