import SisenseClient

/// Moves, folds and searches in an outline. The search runs beside the store: a document may have 100,000 lines.
struct JSONTreeReducer: ConsoleFeature {
    func reduce(_ state: inout JSONTreeState, _ action: JSONTreeAction) -> ConsoleOutcome {
        switch action {
        case .moved(let movement, let page):
            state.move(movement, page: page)
        case .toggled:
            state.place.map { state.toggle($0) }
        case .closed:
            close(&state)
        case .opened:
            guard let place = state.place, state.jsonTree.isBranch(place) else { break }
            if state.isOpen(place) { state.move(.down, page: 1) } else { state.toggle(place) }
        case .allToggled:
            state.set(all: state.hasClosed)
        case .searchOpened, .searchEdited, .searched, .searchKept, .searchCleared, .matchStepped:
            return search(&state, action)
        }
        return ConsoleOutcome()
    }

    private func close(_ state: inout JSONTreeState) {
        guard let place = state.place else { return }
        if state.jsonTree.isBranch(place), state.isOpen(place) {
            state.toggle(place)
        } else if let parent = state.jsonTree.nodes[place].parent {
            state.reveal(parent)
        }
    }

    private func search(_ state: inout JSONTreeState, _ action: JSONTreeAction) -> ConsoleOutcome {
        switch action {
        case .searchOpened:
            state.search = JSONTreeSearch(origin: state.place ?? 0)
        case .searchEdited(let edit):
            state.search?.input.apply(edit)
            state.search?.matches = nil
            return state.search.map { .run(looking(for: $0.text, in: state.jsonTree)) } ?? ConsoleOutcome()
        case .searched(let text, let matches):
            guard let search = state.search, search.text == text else { break }
            state.search?.matches = matches
            (matches.first { $0 >= search.origin } ?? matches.first).map { state.reveal($0) }
        case .searchKept:
            state.search?.isTyping = false
            if state.search?.text.isEmpty == true { state.search = nil }
        case .searchCleared:
            state.search = nil
            return .run(.cancel(.recordSearch))
        case .matchStepped(let step):
            guard let matches = state.search?.matches, !matches.isEmpty, let place = state.place else { break }
            let next =
                step > 0
                ? matches.first { $0 > place } ?? matches[0]
                : matches.last { $0 < place } ?? matches[matches.count - 1]
            state.reveal(next)
        default: break
        }
        return ConsoleOutcome()
    }

    private func looking(for text: String, in jsonTree: JSONTree) -> ConsoleEffect {
        .run(.recordSearch, "searching") { send in
            await send(.jsonTree(.searched(text: text, jsonTree.places(holding: text))))
        }
    }
}

extension JSONTree {
    /// The places of the nodes that hold `text`, whatever its case and accents; fewer when the task is cancelled.
    func places(holding text: String) -> [Int] {
        let wanted = FoldedText.bytes(text)
        guard !wanted.isEmpty else { return [] }
        var places: [Int] = []
        for (place, node) in nodes.enumerated() {
            if place & 0xFFF == 0, Task.isCancelled { break }
            if node.texts.contains(where: { FoldedText.bytes($0).contains(wanted) }) { places.append(place) }
        }
        return places
    }
}

extension JSONTreeNode {
    /// What a search looks at: what a person sees on the line.
    fileprivate var texts: [String] {
        switch content {
        case .field(let name, let text): [name, text]
        case .heading(let text), .text(let text): [text]
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
