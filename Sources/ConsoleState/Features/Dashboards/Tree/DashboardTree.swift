package import SisenseClient

/// The folders of a server with their folders and dashboards inside, by name.
package struct DashboardTree: Sendable {
    package struct Node: Sendable {
        package let id: RecordID
        package let title: String
        /// Nil for a dashboard.
        package let folder: Folder?
        /// The owner of a dashboard, or how many dashboards are in a folder and below it.
        package internal(set) var note: String
        var children: [Int] = []
    }

    /// A node that is in sight, and how deep it lies.
    package struct Row: Sendable, Equatable {
        let node: Int
        package let level: Int
    }

    package private(set) var nodes: [Node] = []
    private var roots: [Int] = []
    /// The dashboards in all folders.
    package let dashboardCount: Int

    /// Dashboards whose folder is not among `folders`, because it is somebody else's, lie in one of its name at the
    /// top.
    init(folders: [Folder], dashboards: [Dashboard]) {
        dashboardCount = dashboards.count
        var indices: [String: Int] = [:]
        roots = folders.map { Self.add($0, to: &nodes, &indices) }
        for dashboard in dashboards {
            let node = Node(
                id: RecordID(dashboard.id), title: dashboard.label, folder: nil,
                note: dashboard.owner.map { $0.name ?? $0.id } ?? "")
            nodes.append(node)
            guard let reference = dashboard.folder else {
                roots.append(nodes.count - 1)
                continue
            }
            let child = nodes.count - 1
            if indices[reference.id] == nil {
                let folder = Folder(id: reference.id, name: reference.name)
                roots.append(Self.add(folder, to: &nodes, &indices))
            }
            if let index = indices[reference.id] { nodes[index].children.append(child) }
        }
        let keys = nodes.map { Collation.current.key(of: $0.title) }
        func ordered(_ children: [Int]) -> [Int] {
            children.sorted { one, other in
                let (first, second) = (nodes[one].folder == nil, nodes[other].folder == nil)
                return first == second ? keys[one].lexicographicallyPrecedes(keys[other]) : second
            }
        }
        for index in nodes.indices { nodes[index].children = ordered(nodes[index].children) }
        roots = ordered(roots)
        for root in roots { _ = count(root) }
    }

    private static func add(_ folder: Folder, to nodes: inout [Node], _ indices: inout [String: Int]) -> Int {
        let index = nodes.count
        nodes.append(Node(id: RecordID(folder.id), title: folder.label, folder: folder, note: ""))
        indices[folder.id] = index
        for child in folder.folders { nodes[index].children.append(add(child, to: &nodes, &indices)) }
        return index
    }

    /// Notes in each folder how many dashboards it holds. - Returns: those of `index`.
    private mutating func count(_ index: Int) -> Int {
        guard nodes[index].folder != nil else { return 1 }
        let sum = nodes[index].children.reduce(0) { $0 + count($1) }
        nodes[index].note = String(sum)
        return sum
    }

    /// The rows in sight when these folders are open, in order.
    func rows(open: Set<RecordID>) -> [Row] {
        var rows: [Row] = []
        func append(_ indices: [Int], level: Int) {
            for index in indices {
                rows.append(Row(node: index, level: level))
                if open.contains(nodes[index].id) { append(nodes[index].children, level: level + 1) }
            }
        }
        append(roots, level: 0)
        return rows
    }

    /// The dashboards in a folder and below it; of a dashboard, itself.
    func dashboards(below index: Int) -> [RecordID] {
        nodes[index].folder == nil ? [nodes[index].id] : nodes[index].children.flatMap(dashboards(below:))
    }

    var folderIDs: Set<RecordID> { Set(nodes.lazy.filter { $0.folder != nil }.map(\.id)) }
}
