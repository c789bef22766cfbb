import ConsoleState
import ConsoleUI
import SisenseClient
import TerminalKit

/// A situation of the console in which other commands can be run, or the same ones mean something else.
struct Place: Sendable {
    /// How to get there from the first screen.
    let path: [Gesture]
    let state: ConsoleState

    /// The panes whose records are kinds of things and no data: each of them is a place of its own.
    private static let kinds: Set<String> = [PaneID.settings.rawValue, PaneID.api.rawValue, PaneID.data.rawValue]

    /// True below the first record of such a pane, where only what belongs to the record is still to be seen: its forms
    /// and what they lead to, but not again what every form or preview takes.
    var isLaterKind: Bool { kind != nil && (state.list?.scroll.cursor ?? 0) > 0 }

    private var isMarked: Bool { state.list?.marks.isEmpty == false }

    private var kind: String? {
        !isMarked && Self.kinds.contains(state.pane.rawValue) ? state.list?.cursorID.map { "\($0)" } : nil
    }

    /// The same for states in which the same can be done: what has the keyboard, and what it is about. What stands in
    /// front of a pane is the same in front of every other.
    var signature: String {
        let scopes = Scope.active(in: state)
        let isInFront = scopes.last != .console && state.menu.map { [.keys, .actions].contains($0.kind) } ?? true
        let confirmation = state.writes.confirmation
        let plans = Set(confirmation?.plans.map { $0.call.operation.id.description } ?? []).sorted()
        var parts = [
            "\(scopes)", state.form?.title ?? "", "\(plans)", state.menu.map { "\($0.kind)" } ?? "",
        ]
        if !isInFront {
            parts += [state.pane.rawValue, kind ?? "", isMarked ? "marked" : ""]
            parts.append(state.isHeld ? "held" : "")
        }
        return parts.joined(separator: " | ")
    }

    /// What a report calls it.
    var name: String {
        let keys = path.map(\.description).joined(separator: "  ")
        return keys.isEmpty ? "the first screen" : keys
    }
}

extension ConsoleState {
    /// Whether changes made in this pane wait to be saved.
    fileprivate var isHeld: Bool {
        switch pane {
        case .cors: cors.isChanged
        case .shares: shares?.isChanged == true
        case .bulkShares: bulkShares?.isChanged == true
        default: false
        }
    }
}
