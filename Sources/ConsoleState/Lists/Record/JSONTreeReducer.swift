import SisenseClient

/// An event of a tree.
package enum JSONTreeAction: Sendable {
    case moved(Movement, in: TreeRoom)
    /// Puts the cursor on a node that is in sight, the lines staying where they are.
    case placed(Int, in: TreeRoom)
    /// Goes to the other column.
    case columnSwitched(in: TreeRoom)
    /// Opens or closes the branch under the cursor.
    case toggled
    /// Closes the branch under the cursor; a line without an open one sends the cursor to the branch it is in.
    case closed
    /// Opens the branch under the cursor; on an open one, goes into it.
    case opened
    /// Opens all branches, or closes all when all are open.
    case allToggled
    case searchOpened
    case searchEdited(TextEdit)
    /// The indices of the nodes that hold `text` in the tree of this owner.
    case searched(text: String, [Int], in: JSONTreeOwner)
    /// The search stays and the keys move the cursor again.
    case searchKept
    case searchCleared
    /// Goes to the next node found (1) or the one before (-1), round and round.
    case matchStepped(Int)
}

/// The thing that a tree on the screen shows. The result of a search carries it, so that it lands in no other tree.
package enum JSONTreeOwner: Sendable, Hashable {
    case record(RecordID, of: ListID)
    /// The answer to a call.
    case answer
}

/// Moves, folds and searches in a tree. The search runs beside the store: a document may have 100,000 lines.
struct JSONTreeReducer: ConsoleFeature {
    let owner: JSONTreeOwner

    func reduce(_ state: inout JSONTreeState, _ action: JSONTreeAction) -> ConsoleOutcome {
        switch action {
        case .moved(let movement, let room):
            state.move(movement, in: room)
        case .placed(let index, let room):
            state.place(at: index, in: room)
        case .columnSwitched(let room):
            state.switchColumn(in: room)
        case .toggled:
            state.cursorNode.map { state.toggle($0) }
        case .closed:
            close(&state)
        case .opened:
            guard let index = state.cursorNode, state.jsonTree.isBranch(index) else { break }
            if state.isOpen(index) { state.enter(index) } else { state.toggle(index) }
        case .allToggled:
            state.set(all: state.hasClosed)
        case .searchOpened, .searchEdited, .searched, .searchKept, .searchCleared, .matchStepped:
            return search(&state, action)
        }
        return ConsoleOutcome()
    }

    private func close(_ state: inout JSONTreeState) {
        guard let index = state.cursorNode else { return }
        if state.jsonTree.isBranch(index), state.isOpen(index) {
            state.toggle(index)
        } else if let parent = state.jsonTree.nodes[index].parent {
            state.reveal(parent)
        }
    }

    private func search(_ state: inout JSONTreeState, _ action: JSONTreeAction) -> ConsoleOutcome {
        switch action {
        case .searchOpened:
            state.search = JSONTreeSearch(origin: state.cursorNode ?? 0)
        case .searchEdited(let edit):
            state.search?.input.apply(edit)
            state.search?.matches = nil
            return state.search.map { .run(looking(for: $0.text, in: state.jsonTree)) } ?? ConsoleOutcome()
        case .searched(let text, let matches, let owner):
            guard owner == self.owner, let search = state.search, search.text == text else { break }
            state.search?.matches = matches
            (matches.first { $0 >= search.origin } ?? matches.first).map { state.reveal($0) }
        case .searchKept:
            state.search?.isTyping = false
            if state.search?.text.isEmpty == true { state.search = nil }
        case .searchCleared:
            state.search = nil
            return .run(.cancel(.recordSearch))
        case .matchStepped(let step):
            guard let matches = state.search?.matches, !matches.isEmpty, let index = state.cursorNode else { break }
            let next =
                step > 0
                ? matches.first { $0 > index } ?? matches[0]
                : matches.last { $0 < index } ?? matches[matches.count - 1]
            state.reveal(next)
        default: break
        }
        return ConsoleOutcome()
    }

    private func looking(for text: String, in jsonTree: JSONTree) -> ConsoleEffect {
        .run(.recordSearch, "searching") { [owner] send in
            await send(.jsonTree(.searched(text: text, jsonTree.indices(holding: text), in: owner)))
        }
    }
}

extension JSONTree {
    /// The indices of the nodes that hold `text`, whatever its case and accents; fewer when the task is cancelled.
    func indices(holding text: String) -> [Int] {
        let wanted = FoldedText.bytes(text)
        guard !wanted.isEmpty else { return [] }
        var indices: [Int] = []
        for (index, node) in nodes.enumerated() {
            if index & 0xFFF == 0, Task.isCancelled { break }
            if node.texts.contains(where: { FoldedText.bytes($0).contains(wanted) }) { indices.append(index) }
        }
        return indices
    }
}

extension JSONTreeNode {
    /// The texts that a search looks at: those that the user sees on the line.
    fileprivate var texts: [String] {
        switch content {
        case .name(let text), .document(let text), .text(let text): [text]
        case .fact(let fact): [fact.name, fact.value]
        case .block(let heading): [heading.id.title, heading.summary]
        case .line(let line): [line.text, line.note]
        case .gap: []
        case .value(.member(let key)?, let value): [key] + Self.texts(of: value)
        case .value(_, let value): Self.texts(of: value)
        }
    }

    private static func texts(of value: JSONValue) -> [String] {
        switch value {
        case .string(let text): [text]
        case .number(let number): [number.literal]
        case .bool(let flag): [flag ? "true" : "false"]
        case .null: ["null"]
        case .array, .object: []
        }
    }
}
