import SisenseClient

/// An outline on the screen: which of its lines are in sight, the cursor, and what is looked for.
package struct JSONTreeState: Sendable {
    package let jsonTree: JSONTree
    /// The places of the nodes that are not folded away, in order.
    private var visible: [Int] = []
    /// What all branches were last set to; nil when they began as the outline says.
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
        for place in old.toggled.sorted() {
            guard let new = old.counterpart(of: place, in: jsonTree), isOpen(new) != old.isOpen(place) else { continue }
            toggle(new)
        }
        let place = old.place.flatMap { old.counterpart(of: $0, in: jsonTree) }
        scroll = old.scroll
        scroll.place(at: place.flatMap(row(of:)) ?? old.scroll.cursor, count: count)
    }

    // MARK: What is in sight

    /// Lines that are not folded away.
    package var count: Int { visible.count }

    /// The node of a line; nil outside.
    package func place(at row: Int) -> Int? { visible.indices.contains(row) ? visible[row] : nil }

    /// The node under the cursor; nil when there is none.
    package var place: Int? { place(at: scroll.cursor) }

    /// Whether the branch at a place shows what is below it.
    package func isOpen(_ place: Int) -> Bool {
        (allOpen ?? jsonTree.nodes[place].startsOpen) != toggled.contains(place)
    }

    // MARK: Folding

    /// Opens or closes a branch that is in sight; nothing when there is no branch.
    mutating func toggle(_ place: Int) {
        guard jsonTree.isBranch(place), let row = row(of: place) else { return }
        if toggled.remove(place) == nil { toggled.insert(place) }
        let end = jsonTree.nodes[place].end
        if isOpen(place) {
            visible.insert(contentsOf: rows(in: place + 1..<end), at: row + 1)
        } else {
            visible.removeSubrange(row + 1..<lowerBound(end))
        }
    }

    /// Opens or closes all branches. The cursor stays on its line, or goes to the branch that took it in.
    mutating func set(all open: Bool) {
        let place = place
        allOpen = open
        toggled = []
        visible = rows(in: 0..<jsonTree.nodes.count)
        place.map { show($0) }
    }

    /// Whether some branch is closed.
    var hasClosed: Bool { visible.count < jsonTree.nodes.count }

    /// Puts the cursor on a node, or on the innermost branch in sight that holds it.
    private mutating func show(_ place: Int) {
        var next = Optional(place)
        while let current = next {
            if let row = row(of: current) { return scroll.place(at: row, count: count) }
            next = jsonTree.nodes[current].parent
        }
    }

    /// Opens what hides a node, and puts the cursor on it.
    mutating func reveal(_ place: Int) {
        var hidden: [Int] = []
        var next = jsonTree.nodes[place].parent
        while let current = next {
            if !isOpen(current) { hidden.append(current) }
            next = jsonTree.nodes[current].parent
        }
        for branch in hidden.reversed() { toggle(branch) }
        show(place)
    }

    /// Moves the cursor among the lines that are not folded away, of which `page` are in sight.
    mutating func move(_ movement: Movement, page: Int) {
        scroll.move(movement, count: count, page: page)
    }

    // MARK: Places

    private func rows(in range: Range<Int>) -> [Int] {
        var rows: [Int] = []
        var place = range.lowerBound
        while place < range.upperBound {
            rows.append(place)
            place = isOpen(place) ? place + 1 : jsonTree.nodes[place].end
        }
        return rows
    }

    /// The line of a node; nil when it is folded away.
    private func row(of place: Int) -> Int? {
        let row = lowerBound(place)
        return self.place(at: row) == place ? row : nil
    }

    /// The first line whose node does not come before `place`.
    private func lowerBound(_ place: Int) -> Int {
        var range = 0..<visible.count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range = visible[middle] < place ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }

    /// The node of another outline that stands for the same thing.
    private func counterpart(of place: Int, in other: JSONTree) -> Int? {
        if let path = jsonTree.path(of: place), !path.steps.isEmpty { return other.place(of: path) }
        let content = jsonTree.nodes[place].content
        return other.nodes.indices.contains(place) && other.nodes[place].content == content ? place : nil
    }
}
