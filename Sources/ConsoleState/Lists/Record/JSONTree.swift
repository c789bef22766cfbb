package import SisenseClient

/// Lines of which each may have a branch that folds: the page of a record, a JSON document of any size. Secrets are
/// masked.
///
/// Made once, beside the store, and shared by the states that hold it. The nodes lie in the order they are read, and
/// each knows where its branch ends, so that folding a branch of 100,000 members is one step over it.
package final class JSONTree: Sendable {
    package let nodes: JSONTreeNodes
    /// The widest name of a fact.
    package let nameWidth: Int

    /// The parts of a tree, from top to bottom; a document is the last.
    package enum Part: Sendable {
        /// The name of a record, and below it what tells it from others.
        case name(String, identity: String)
        case facts([RecordFact])
        case block(RecordBlock)
        case document(heading: String, JSONValue, isFolded: Bool = false)
    }

    /// The largest number of nodes that one document gives. What is beyond is said to be missing, so that an answer of
    /// millions of values cannot take the memory of the machine.
    static let limit = 1_000_000
    /// Documents up to this size are open all through at first.
    private static let openSize = 400

    package convenience init(_ parts: [Part], limit: Int = JSONTree.limit) {
        let page = Self.page(parts, limit: limit)
        var document = JSONTreeBuilder(limit: limit - page.count, of: limit)
        for case .document(let heading, let json, let isFolded) in parts {
            document.add(.gap)
            let shown = Redactor.json(json)
            let isSmall = shown.hasFewer(than: Self.openSize)
            document.branch(.document(heading), startsOpen: !isFolded) { builder in
                builder.add(shown, opensBranches: isSmall)
            }
        }
        self.init(JSONTreeNodes(page: page, document: document.nodes), Self.nameWidth(of: parts))
    }

    private init(_ nodes: JSONTreeNodes, _ nameWidth: Int) {
        (self.nodes, self.nameWidth) = (nodes, nameWidth)
    }

    /// The same document under another page. Costs what the page does, however large the document is.
    func with(page parts: [Part]) -> JSONTree {
        JSONTree(
            JSONTreeNodes(page: Self.page(parts, limit: Self.limit), document: nodes.document),
            Self.nameWidth(of: parts))
    }

    private static func page(_ parts: [Part], limit: Int) -> [JSONTreeNode] {
        var builder = JSONTreeBuilder(limit: limit)
        for part in parts { builder.add(part) }
        return builder.nodes
    }

    private static func nameWidth(of parts: [Part]) -> Int {
        parts.reduce(0) { width, part in
            guard case .facts(let facts) = part else { return width }
            return max(width, facts.map(\.name.count).max() ?? 0)
        }
    }

    /// True when there is a branch to fold.
    package func isBranch(_ index: Int) -> Bool { nodes[index].end > index + 1 }

    /// The path of a value in its document; nil for lines that are no value.
    package func path(of index: Int) -> JSONPath? {
        var steps: [JSONPath.Step] = []
        var isValue = false
        var next = nodes.indices.contains(index) ? index : nil
        while let current = next {
            if case .value(let step, _) = nodes[current].content {
                isValue = true
                step.map { steps.append($0) }
            }
            next = nodes[current].parent
        }
        return isValue ? JSONPath(steps.reversed()) : nil
    }

    /// The index of the value at a path of the document; nil when there is none.
    func index(of path: JSONPath) -> Int? {
        var range = nodes.page.count..<nodes.count
        var level = 1
        var found: Int?
        for step in path.steps {
            guard let index = index(of: step, level: level, in: range) else { return nil }
            found = index
            range = index + 1..<nodes[index].end
            level += 1
        }
        return found
    }

    private func index(of step: JSONPath.Step, level: Int, in range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            let node = nodes[index]
            if node.level == level, case .value(step, _) = node.content { return index }
            index = node.level < level ? index + 1 : node.end
        }
        return nil
    }
}

/// The nodes of a tree, those of a page before those of a document. The two are kept apart, so that a page changes
/// without its document.
package struct JSONTreeNodes: Sendable, RandomAccessCollection {
    let page: [JSONTreeNode]
    /// With indices of its own.
    let document: [JSONTreeNode]

    /// Lines of the document with all of it open.
    package var documentLines: Int { Swift.max(document.count - 2, 0) }

    package var startIndex: Int { 0 }
    package var endIndex: Int { page.count + document.count }

    package subscript(index: Int) -> JSONTreeNode {
        index < page.count ? page[index] : document[index - page.count].moved(by: page.count)
    }
}

extension JSONValue {
    /// True when there are fewer values in it, itself included. Looks at no more than that.
    fileprivate func hasFewer(than limit: Int) -> Bool {
        var budget = limit
        return spend(&budget)
    }

    private func spend(_ budget: inout Int) -> Bool {
        budget -= 1
        guard budget > 0 else { return false }
        switch self {
        case .array(let items):
            for item in items where !item.spend(&budget) { return false }
        case .object(let object):
            for member in object.members where !member.value.spend(&budget) { return false }
        case .null, .bool, .number, .string: break
        }
        return true
    }
}

/// One line of a tree, and the branch below it.
package struct JSONTreeNode: Sendable {
    package enum Content: Sendable, Equatable {
        /// The name of a record.
        case name(String)
        case fact(RecordFact)
        case block(BlockHeading)
        case line(RecordLine)
        /// The heading of a document.
        case document(String)
        case text(String)
        case gap
        /// A value of a JSON document, with its key or its index; nil for a document that is no object or array.
        case value(JSONPath.Step?, JSONValue)
    }

    package let content: Content
    /// The column it stands in where there are two; a document stands below both.
    package let side: RecordBlock.Side
    /// 0 for the outermost.
    package let level: Int
    /// The index of the node it belongs to; nil for the outermost.
    package internal(set) var parent: Int?
    /// The index behind its last descendant.
    package internal(set) var end: Int
    /// True when its branch is open until the user folds it.
    let startsOpen: Bool

    fileprivate func moved(by offset: Int) -> JSONTreeNode {
        var node = self
        node.parent = parent.map { $0 + offset }
        node.end += offset
        return node
    }
}

/// The heading of a block of a page, and the state of what it heads.
package struct BlockHeading: Sendable, Equatable {
    package enum Status: Sendable, Equatable {
        case ready
        case reading
        /// It is read when a person asks.
        case waiting
        case failed
    }

    package let id: RecordBlock.ID
    package let summary: String
    package let status: Status
    /// Where all of it is shown.
    package let more: CommandText?

    /// True when choosing it makes its request.
    package var isRequestable: Bool {
        switch status {
        case .ready, .reading: false
        case .waiting, .failed: true
        }
    }
}
