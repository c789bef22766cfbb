import SisenseClient

/// A tree on the screen: which of its lines are in sight, the cursor, and what is looked for.
package struct JSONTreeState: Sendable {
    package let jsonTree: JSONTree
    /// The indices of the nodes that are not folded away, in order.
    private var visible: [Int] = []
    /// The setting of all branches; nil when they began as the tree says.
    private var allOpen: Bool?
    /// The branches that are not as `allOpen` says.
    private var toggled: Set<Int> = []
    package private(set) var scroll = Scroll()
    package internal(set) var search: JSONTreeSearch?

    package init(_ jsonTree: JSONTree) {
        self.jsonTree = jsonTree
        visible = rows(in: 0..<jsonTree.nodes.count)
    }

    /// The same view of a newer version: branches and cursor stay where their values still are.
    init(_ jsonTree: JSONTree, like old: JSONTreeState) {
        self.init(jsonTree)
        if let all = old.allOpen { set(all: all) }
        for index in old.toggled.sorted() {
            guard let new = old.counterpart(of: index, in: jsonTree), isOpen(new) != old.isOpen(index) else { continue }
            toggle(new)
        }
        let index = old.cursorNode.flatMap { old.counterpart(of: $0, in: jsonTree) }
        scroll = old.scroll
        scroll.place(at: index.flatMap(row(of:)) ?? old.scroll.cursor, count: count)
    }

    // MARK: Visible rows

    /// Lines that are not folded away.
    package var count: Int { visible.count }

    /// The node of a line; nil outside.
    package func node(at row: Int) -> Int? { visible.indices.contains(row) ? visible[row] : nil }

    /// The node under the cursor; nil when there is none.
    package var cursorNode: Int? { node(at: scroll.cursor) }

    /// True when the branch at an index shows what is below it.
    package func isOpen(_ index: Int) -> Bool {
        (allOpen ?? jsonTree.nodes[index].startsOpen) != toggled.contains(index)
    }

    // MARK: Folding

    /// Opens or closes a branch that is in sight; nothing when there is no branch.
    mutating func toggle(_ index: Int) {
        guard jsonTree.isBranch(index), let row = row(of: index) else { return }
        if toggled.remove(index) == nil { toggled.insert(index) }
        let end = jsonTree.nodes[index].end
        if isOpen(index) {
            visible.insert(contentsOf: rows(in: index + 1..<end), at: row + 1)
        } else {
            visible.removeSubrange(row + 1..<lowerBound(end))
        }
    }

    /// Opens or closes all branches. The cursor stays on its line, or goes to the branch that took it in.
    mutating func set(all open: Bool) {
        let index = cursorNode
        allOpen = open
        toggled = []
        visible = rows(in: 0..<jsonTree.nodes.count)
        index.map { show($0) }
    }

    /// True when some branch is closed.
    var hasClosed: Bool { visible.count < jsonTree.nodes.count }

    /// Puts the cursor on a node, or on the innermost branch in sight that holds it.
    private mutating func show(_ index: Int) {
        var next = Optional(index)
        while let current = next {
            if let row = row(of: current) { return scroll.place(at: row, count: count) }
            next = jsonTree.nodes[current].parent
        }
    }

    /// Opens what hides a node, and puts the cursor on it.
    mutating func reveal(_ index: Int) {
        var hidden: [Int] = []
        var next = jsonTree.nodes[index].parent
        while let current = next {
            if !isOpen(current) { hidden.append(current) }
            next = jsonTree.nodes[current].parent
        }
        for branch in hidden.reversed() { toggle(branch) }
        show(index)
    }

    /// Moves the cursor among the lines that are not folded away, of which `page` are in sight.
    mutating func move(_ movement: Movement, page: Int) {
        scroll.move(movement, count: count, page: page)
    }

    // MARK: Nodes and rows

    private func rows(in range: Range<Int>) -> [Int] {
        var rows: [Int] = []
        var index = range.lowerBound
        while index < range.upperBound {
            rows.append(index)
            index = isOpen(index) ? index + 1 : jsonTree.nodes[index].end
        }
        return rows
    }

    /// The line of a node; nil when it is folded away.
    private func row(of index: Int) -> Int? {
        let row = lowerBound(index)
        return self.node(at: row) == index ? row : nil
    }

    /// The first line whose node does not come before `index`.
    private func lowerBound(_ index: Int) -> Int {
        var range = 0..<visible.count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range = visible[middle] < index ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }

    /// The node of another tree that stands for the same thing.
    private func counterpart(of index: Int, in other: JSONTree) -> Int? {
        if let path = jsonTree.path(of: index), !path.steps.isEmpty { return other.index(of: path) }
        let content = jsonTree.nodes[index].content
        return other.nodes.indices.contains(index) && other.nodes[index].content == content ? index : nil
    }
}

/// A text looked for in a tree, and where it was found.
package struct JSONTreeSearch: Sendable {
    package var input = TextInput()
    /// True while it is typed.
    package var isTyping = true
    /// The indices of the nodes that hold it, in order; nil while they are being looked for.
    package var matches: [Int]?
    /// The node under the cursor when the search began, from where it goes on.
    let origin: Int

    init(origin: Int) {
        self.origin = origin
    }

    package var text: String { input.text }
}
