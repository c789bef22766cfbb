package import SisenseClient

/// One person's way to one dashboard: every path, and what they give together.
package struct Grant: Sendable, Equatable, Identifiable {
    /// A way by which somebody comes to see a dashboard.
    package enum Path: Sendable, Equatable {
        case owner
        case direct(Share.Rule)
        case group(String, Share.Rule)

        var strength: Int {
            switch self {
            case .owner: 3
            case .direct(.edit), .group(_, .edit): 2
            case .direct(.other), .group(_, .other): 1
            case .direct(.view), .group(_, .view): 0
            }
        }

        /// The right it gives: `owner`, `edit`, `view`.
        var right: String {
            switch self {
            case .owner: "owner"
            case .direct(let rule), .group(_, let rule): rule.description
            }
        }

        /// The source, with the right it gives: `Finance (view)`.
        var text: String {
            switch self {
            case .owner: "owner"
            case .direct(let rule): "by name (\(rule))"
            case .group(let name, let rule): "\(name) (\(rule))"
            }
        }
    }

    /// The effect of unsaved changes on it.
    package enum Change: String, Sendable, Equatable {
        case none = ""
        case gained
        case lost
        /// The person sees it before and after, and may change it only after.
        case raised = "may edit"
        case lowered = "may no longer edit"

        /// What taking it back comes to.
        var reversed: Change {
            switch self {
            case .none: .none
            case .gained: .lost
            case .lost: .gained
            case .raised: .lowered
            case .lowered: .raised
            }
        }

        /// - Parameters: The ways before and after.
        init(from before: [Path], to after: [Path]) {
            func mayEdit(_ paths: [Path]) -> Bool { paths.contains { $0.strength >= Path.direct(.edit).strength } }
            if before.isEmpty || after.isEmpty {
                self = before.isEmpty ? after.isEmpty ? .none : .gained : .lost
            } else if mayEdit(before) != mayEdit(after) {
                self = mayEdit(after) ? .raised : .lowered
            } else {
                self = .none
            }
        }
    }

    /// The id of the person, or of the dashboard: whichever was not asked for.
    package let id: String
    package let name: String
    /// The strongest first: it is the one that counts. Of what is lost, the paths there were.
    package let paths: [Path]
    package let change: Change

    init(id: String, name: String, paths: [Path], change: Change = .none) {
        self.id = id
        self.name = name
        self.paths = paths.count > 1 ? paths.sorted { $0.strength > $1.strength } : paths
        self.change = change
    }

    /// The paths besides `path`, the strongest first; nothing when access hangs on it alone.
    func without(_ path: Path) -> [Path] {
        var rest = paths
        if let index = rest.firstIndex(of: path) { rest.remove(at: index) }
        return rest
    }
}

/// A grant as a row of a list, and as an open record.
enum GrantRow {
    /// The people of a dashboard. What the draft of its shares does to each comes last.
    static let people = RowLayout<Grant>(
        columns("Name") + [Column("unsaved", "Unsaved", 8, priority: 6) { $0.change.rawValue }],
        id: { RecordID($0.id) },
        style: { grant in
            switch grant.change {
            case .none: .plain
            case .gained: .added
            case .lost: .removed
            case .raised, .lowered: .changed
            }
        })
    /// The dashboards of a user or of a group.
    static let dashboards = RowLayout<Grant>(columns("Dashboard"), id: { RecordID($0.id) })

    private static func columns(_ subject: String) -> [Column<Grant>] {
        [
            Column("name", subject, 18, priority: 9, isName: true) { $0.name },
            Column(
                "right", "Right", 6, priority: 8, sortedBy: { $0.paths.first.map { Double($0.strength) } }
            ) { $0.paths.first?.right ?? "" },
            Column("by", "By", 16, priority: 7) { $0.paths.map(\.text).joined(separator: ", ") },
            Column(
                "paths", "Paths", 6, kind: .aside, priority: 5, alignment: .trailing,
                sortedBy: { Double($0.paths.count) }
            ) { String($0.paths.count) },
        ]
    }

    /// Every path, which of them counts, and what would be left without each.
    static func record(of grant: Grant, _ rows: RowLayout<Grant>) -> ListRecord {
        let paths = grant.paths.enumerated().map { "\($0.element.text)\($0.offset == 0 ? "  in effect" : "")" }
        let losses = grant.paths.map { path in
            guard let next = grant.without(path).first else { return "without \(path.text)  no access" }
            let keeps = next.right == grant.paths.first?.right ? "no change" : "becomes \(next.right)"
            return "without \(path.text)  \(keeps): \(next.text) remains"
        }
        return ListRecord(
            row: rows.row(grant),
            json: [
                "id": .string(grant.id), "name": .string(grant.name),
                "paths": .array(grant.paths.map { .string($0.text) }),
            ],
            blocks: [
                RecordBlock(paths.isEmpty ? "No access" : "Paths", paths),
                RecordBlock("If a path is removed", losses),
            ])
    }
}
