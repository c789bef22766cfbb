import SisenseClient

/// Puts the nodes of a tree one behind the other.
struct JSONTreeBuilder {
    private(set) var nodes: [JSONTreeNode] = []
    private let limit: Int
    private let total: Int
    private var level = 0
    private var parent: Int?
    private var side = RecordBlock.Side.left

    /// Characters of a text on one line; longer ones get lines of their own below.
    static let lineLength = 60

    /// - Parameters:
    ///   - limit: The largest number of nodes.
    ///   - total: The number to name where that is reached.
    init(limit: Int, of total: Int? = nil) {
        (self.limit, self.total) = (limit, total ?? limit)
    }

    mutating func add(_ content: JSONTreeNode.Content) {
        guard nodes.count < limit else { return }
        nodes.append(
            JSONTreeNode(
                content: content, side: side, level: level, parent: parent, end: nodes.count + 1, startsOpen: false))
    }

    /// Adds a line, and below it what `body` adds.
    mutating func branch(
        _ content: JSONTreeNode.Content, startsOpen: Bool, _ body: (inout JSONTreeBuilder) -> Void
    ) {
        guard nodes.count < limit else { return }
        let (index, outer) = (nodes.count, parent)
        nodes.append(
            JSONTreeNode(
                content: content, side: side, level: level, parent: outer, end: index + 1, startsOpen: startsOpen))
        (level, parent) = (level + 1, index)
        body(&self)
        (level, parent) = (level - 1, outer)
        nodes[index].end = nodes.count
    }

    // MARK: Pages

    /// Adds a part of a page; a document is none.
    mutating func add(_ part: JSONTree.Part) {
        switch part {
        case .name(let name, let identity):
            add(.name(name))
            if !identity.isEmpty { add(.line(RecordLine("", identity))) }
            add(.gap)
        case .facts(let facts):
            for fact in facts { add(.fact(fact)) }
        case .block(let block):
            side = block.side
            if side == .right || !nodes.isEmpty { add(.gap) }
            branch(.block(BlockHeading(block)), startsOpen: !block.isFolded) { builder in
                for line in block.shownLines { builder.add(.line(line)) }
            }
            side = .left
        case .document: break
        }
    }

    // MARK: Documents

    /// Adds a document: the members or items of its outermost value, or that value itself when it has none.
    mutating func add(_ document: JSONValue, opensBranches: Bool) {
        if case .array(let items) = document, !items.isEmpty {
            addAll(items, opensBranches: opensBranches)
        } else if case .object(let object) = document, !object.isEmpty {
            addAll(object, opensBranches: opensBranches)
        } else {
            add(document, at: nil, opensBranches: opensBranches)
        }
        if nodes.count >= limit {
            nodes.append(
                JSONTreeNode(
                    content: .text("The rest is not shown: more than \(total) values."), side: side, level: level,
                    parent: parent, end: nodes.count + 1, startsOpen: false))
        }
    }

    private mutating func add(_ value: JSONValue, at step: JSONPath.Step?, opensBranches: Bool) {
        let content = JSONTreeNode.Content.value(step, value)
        switch value {
        case .array(let items) where !items.isEmpty:
            branch(content, startsOpen: opensBranches) { $0.addAll(items, opensBranches: opensBranches) }
        case .object(let object) where !object.isEmpty:
            branch(content, startsOpen: opensBranches) { $0.addAll(object, opensBranches: opensBranches) }
        case .string(let text) where Self.isLong(text):
            branch(content, startsOpen: false) { builder in
                for line in Self.lines(of: text, length: Self.lineLength) { builder.add(.text(String(line))) }
            }
        default: add(content)
        }
    }

    private mutating func addAll(_ items: [JSONValue], opensBranches: Bool) {
        for (index, item) in items.enumerated() {
            guard nodes.count < limit else { return }
            add(item, at: .item(index), opensBranches: opensBranches)
        }
    }

    private mutating func addAll(_ object: JSONObject, opensBranches: Bool) {
        for member in object.members {
            guard nodes.count < limit else { return }
            add(member.value, at: .member(member.key), opensBranches: opensBranches)
        }
    }

    // MARK: Long texts

    private static func isLong(_ text: String) -> Bool {
        text.utf8.count > lineLength && text.count > lineLength || text.utf8.contains(0x0A)
    }

    /// The lines of a text, none longer than `length` characters.
    static func lines(of text: String, length: Int) -> [Substring] {
        var lines: [Substring] = []
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            var rest = line
            while let end = rest.index(rest.startIndex, offsetBy: length, limitedBy: rest.endIndex),
                end < rest.endIndex
            {
                // At a blank where there is one, so that words stay whole.
                let cut = rest[..<end].lastIndex(of: " ").map { rest.index(after: $0) } ?? end
                lines.append(rest[..<cut])
                rest = rest[cut...]
            }
            lines.append(rest)
        }
        return lines
    }
}

extension BlockHeading {
    init(_ block: RecordBlock) {
        let status: Status =
            switch (block.content, block.source) {
            case (.loaded, _): .ready
            case (.loading, _): .reading
            case (.failed, _): .failed
            case (.notStarted, _), (.stopped, _): .waiting
            }
        self.init(
            id: block.id, summary: block.content.value?.summary ?? "", status: status, more: block.more)
    }
}

extension RecordBlock {
    /// Its content, or the reason why there is none.
    fileprivate var shownLines: [RecordLine] {
        switch content {
        case .loaded(let content): content.lines
        case .failed(let error):
            RecordLine.prose(
                error.mayBeOption ? "The server does not tell: \(error.message)" : error.message, style: .error)
        case .notStarted, .loading, .stopped: []
        }
    }
}
