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
    /// The line of the cursor among those that are not folded away.
    package internal(set) var cursor = 0
    /// The line at the top of the screen as it was scrolled last.
    var top = 0
    /// True when the cursor was scrolled out of sight.
    var isAway = false
    /// The last line of the branch that was opened just now, which comes into sight with it.
    var unfoldedEnd: Int?
    package internal(set) var search: JSONTreeSearch?

    package init(_ jsonTree: JSONTree) {
        self.jsonTree = jsonTree
        visible = rows(in: 0..<jsonTree.nodes.count)
        cursor = TreePlacement(self, hasColumns: false).first ?? 0
    }

    /// The same view of a newer version: branches and cursor stay where their values still are.
    init(_ jsonTree: JSONTree, like old: JSONTreeState) {
        self.init(jsonTree)
        if let all = old.allOpen { set(all: all) }
        for index in old.toggled.sorted() {
            guard let new = old.counterpart(of: index, in: jsonTree), isOpen(new) != old.isOpen(index) else { continue }
            toggle(new)
        }
        (top, isAway, unfoldedEnd) = (old.top, old.isAway, nil)
        // A cursor nobody has moved yet stays at the first line there is for it.
        guard old.cursor != TreePlacement(old, hasColumns: false).first || old.top > 0 else { return }
        let index = old.node(at: old.cursor).flatMap { old.counterpart(of: $0, in: jsonTree) }
        cursor = index.flatMap(row(of:)) ?? min(old.cursor, max(count - 1, 0))
        // A line that does nothing takes no cursor.
        if let node = node(at: cursor), !jsonTree.takesCursor(node) {
            cursor = TreePlacement(self, hasColumns: false).nearest(to: cursor) ?? 0
        }
    }

    // MARK: Visible rows

    /// Lines that are not folded away.
    package var count: Int { visible.count }

    /// Lines of those that belong to a page, before those of a document.
    package var pageCount: Int { lowerBound(jsonTree.nodes.page.count) }

    /// The node of a line; nil outside.
    package func node(at row: Int) -> Int? { visible.indices.contains(row) ? visible[row] : nil }

    /// The node under the cursor; nil when there is none, or when it is out of sight.
    package var cursorNode: Int? { isAway ? nil : node(at: cursor) }

    /// The line under the cursor; nil when there is none.
    package var cursorContent: JSONTreeNode.Content? { cursorNode.map { jsonTree.nodes[$0].content } }

    /// The record that the line under the cursor leads to; nil when it leads to none.
    package var cursorLink: RecordLink? { cursorContent?.link }

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
            let opened = rows(in: index + 1..<end)
            visible.insert(contentsOf: opened, at: row + 1)
            unfoldedEnd = row + opened.count
        } else {
            visible.removeSubrange(row + 1..<lowerBound(end))
            unfoldedEnd = nil
        }
    }

    /// Opens or closes all branches. The cursor stays on its line, or goes to the branch that took it in.
    mutating func set(all open: Bool) {
        let index = node(at: cursor)
        allOpen = open
        toggled = []
        visible = rows(in: 0..<jsonTree.nodes.count)
        index.map { show($0) }
    }

    /// True when some branch is closed.
    var hasClosed: Bool { visible.count < jsonTree.nodes.count }

    /// Puts the cursor on a node, or on the innermost branch in sight that holds it.
    mutating func show(_ index: Int) {
        var next = Optional(index)
        while let current = next {
            if let row = row(of: current) {
                (cursor, isAway, unfoldedEnd) = (row, false, nil)
                return
            }
            next = jsonTree.nodes[current].parent
        }
    }

    /// Puts the cursor on the first line below an open branch that takes it.
    mutating func enter(_ index: Int) {
        let below = index + 1..<jsonTree.nodes[index].end
        let end = unfoldedEnd
        below.first { row(of: $0) != nil && jsonTree.takesCursor($0) }.map { show($0) }
        unfoldedEnd = end
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
        if index >= jsonTree.nodes.page.count {
            let same = index - jsonTree.nodes.page.count + other.nodes.page.count
            return other.nodes.indices.contains(same) && other.nodes[same].content.isSameLine(as: content) ? same : nil
        }
        let block = block(of: index)
        return other.nodes.page.indices.first { candidate in
            other.nodes.page[candidate].content.isSameLine(as: content)
                && JSONTreeState.block(of: candidate, in: other) == block
        }
    }

    private func block(of index: Int) -> RecordBlock.ID? { Self.block(of: index, in: jsonTree) }

    /// The block that a line of a page belongs to.
    private static func block(of index: Int, in jsonTree: JSONTree) -> RecordBlock.ID? {
        guard let parent = jsonTree.nodes[index].parent, case .block(let heading) = jsonTree.nodes[parent].content
        else {
            return nil
        }
        return heading.id
    }
}

extension JSONTree {
    /// True for a line that does something, or is a value to copy: the cursor stops at no others.
    package func takesCursor(_ index: Int) -> Bool {
        switch nodes[index].content {
        case .name, .gap: false
        case .fact(let fact): fact.link != nil
        case .line(let line): line.link != nil
        case .block(let heading): heading.isRequestable || isBranch(index)
        case .document, .text, .value: true
        }
    }
}

extension JSONTreeNode.Content {
    /// The record a line leads to; nil for one that leads to none.
    package var link: RecordLink? {
        switch self {
        case .fact(let fact): fact.link
        case .line(let line): line.link
        case .name, .block, .document, .text, .gap, .value: nil
        }
    }

    /// True for the line that stands for the same thing in a newer version of its page.
    fileprivate func isSameLine(as other: Self) -> Bool {
        switch (self, other) {
        case (.block(let one), .block(let other)): one.id == other.id
        case (.fact(let one), .fact(let other)): one.name == other.name
        case (.line(let one), .line(let other)) where one.link != nil: one.link == other.link
        case (.document, .document): true
        default: self == other
        }
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
