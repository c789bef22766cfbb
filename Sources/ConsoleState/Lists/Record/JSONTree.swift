package import SisenseClient

/// Lines of which each may have a branch that folds: the columns of a record, its sections, a JSON document of any
/// size. Secrets are masked.
///
/// Made once, beside the store, and shared by the states that hold it. The nodes lie in the order they are read, and
/// each knows where its branch ends, so that folding a branch of 100,000 members is one step over it.
package final class JSONTree: Sendable {
    package let nodes: [JSONTreeNode]
    /// The widest name of a field.
    package let nameWidth: Int

    /// The parts of a tree, from top to bottom.
    package enum Part: Sendable {
        case fields([(name: String, text: String)])
        case section(DetailSection)
        case document(heading: String, JSONValue)
    }

    /// The largest number of nodes that one document gives. What is beyond is said to be missing, so that an answer of
    /// millions of values cannot take the memory of the machine.
    static let limit = 1_000_000
    /// Documents up to this size are open all through at first.
    private static let openSize = 400

    package init(_ parts: [Part], limit: Int = JSONTree.limit) {
        var builder = JSONTreeBuilder(limit: limit)
        var nameWidth = 0
        for part in parts {
            switch part {
            case .fields(let fields):
                for field in fields { builder.add(.field(name: field.name, text: Redactor.text(field.text))) }
                nameWidth = max(nameWidth, fields.map(\.name.count).max() ?? 0)
            case .section(let section):
                builder.add(.gap)
                builder.branch(.heading(section.title), startsOpen: !section.isFolded) { builder in
                    for line in section.lines { builder.add(.text(line)) }
                }
            case .document(let heading, let json):
                builder.add(.gap)
                let document = Redactor.json(json)
                let isSmall = document.hasFewer(than: Self.openSize)
                builder.branch(.heading(heading), startsOpen: true) { builder in
                    builder.add(document, opensBranches: isSmall)
                }
            }
        }
        nodes = builder.nodes
        self.nameWidth = nameWidth
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
        var range = 0..<nodes.count
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
        /// A column of a record, by its title.
        case field(name: String, text: String)
        case heading(String)
        case text(String)
        case gap
        /// A value of a JSON document, with its key or its index; nil for a document that is no object or array.
        case value(JSONPath.Step?, JSONValue)
    }

    package let content: Content
    /// 0 for the outermost.
    package let level: Int
    /// The index of the node it belongs to; nil for the outermost.
    package let parent: Int?
    /// The index behind its last descendant.
    package internal(set) var end: Int
    /// True when its branch is open until the user folds it.
    let startsOpen: Bool
}
