import ConsoleState
import SisenseClient
import TerminalKit

/// Content that covers the rows of a list and is shown instead of them.
protocol ListCover {
    var title: StyledLine { get }
    var notes: [BarView.Part] { get }
    func position(in size: Size) -> [BarView.Part]
    /// The text of the line under the cursor where a width cuts it, in full; nil where it does not.
    func cutText(width: Int) -> StyledLine?
    func draw(on canvas: Canvas) -> Point?
    func press(at point: Point, size: Size) -> [ConsoleAction]
}

/// Parts of the screen that one list has beside what all lists do.
struct ListAddition: Sendable {
    /// The parts behind the title.
    var notes: @Sendable (ConsoleState) -> [BarView.Part] = { _ in [] }
    /// The meaning of signs, before the position.
    var legend: @Sendable (ConsoleState) -> [BarView.Part] = { _ in [] }
    /// The content shown instead of the rows; nil while they are shown.
    var cover: @Sendable (ConsoleState) -> (any ListCover)? = { _ in nil }
    /// Draws a line of its own below the rows.
    var strip: (@Sendable (ListState, Canvas) -> Void)?
    /// The lines above and below the rows, for this width and so many lines at most.
    var frame: @Sendable (ConsoleState, Size) -> Frame = { _, _ in Frame() }
    /// The part of the width that the list has while a record shows beside it.
    var share = 0.55

    /// Lines around the rows of a list.
    struct Frame {
        var above: [StyledLine] = []
        var below: [StyledLine] = []
    }
    /// What stands beside the rows, or instead of them and as one line below them; nil for a list without.
    var side: (@Sendable (ConsoleState) -> ShareViewersView?)?

    static func of(_ pane: PaneID) -> ListAddition {
        switch pane {
        case .dashboards: folders
        case .shares: shares
        case .bulkShares: bulkShares
        case .compare: compare
        case .api: answer
        case .trace: ListAddition(strip: LatencyStrip.draw)
        case .security: ListAddition(notes: unsavedOrigins, share: 0.36)
        case .cors: origins
        case .lockouts: lockouts
        default: ListAddition()
        }
    }

    /// The tree of folders, unless a record is open over it.
    private static let folders = ListAddition(cover: { state in
        guard let tree = state.tree, let list = state.lists[.dashboards], list.detail == nil else { return nil }
        return DashboardTreeView(tree, marks: list.marks)
    })

    /// The answer to a call.
    private static let answer = ListAddition(cover: { state in
        state.shownAnswer.map { AnswerCover(title: StyledLine($0.title, Style(.heading)), tree: state.jsonTree) }
    })

    private static let shares = ListAddition(
        notes: { state in
            guard let shares = state.shares else { return [] }
            let count = shares.editedCount
            let changed: [BarView.Part] = count > 0 ? [.init("\(count) unsaved", .warning, priority: 9)] : []
            let isPublic = shares.document.list.isPublic
            let open: [BarView.Part] = isPublic ? [.init("public: everyone can see it", .warning, priority: 7)] : []
            let owner = shares.document.dashboard.owner.map { owner in
                BarView.Part("owner \(owner.name ?? shares.name(owner.id))", .muted, priority: 4)
            }
            return changed + open + [owner].compactMap(\.self)
        },
        legend: { state in
            guard state.shares?.isChanged == true else { return [] }
            return [.init("+ added  - removed  ~ changed", .muted, priority: 1)]
        },
        side: { state in state.shares.map { ShareViewersView($0.viewers) } })

    private static let bulkShares = ListAddition(
        notes: { state in
            guard let shares = state.bulkShares else { return [] }
            let count = shares.editedCount
            let unsaved: [BarView.Part] = count > 0 ? [.init("\(count) unsaved", .warning, priority: 9)] : []
            return unsaved + [.init("\(shares.publishes ? "[x]" : "[ ]") publish as well", .muted, priority: 5)]
        },
        legend: { state in
            guard state.bulkShares?.isChanged == true else { return [] }
            return [.init("+ added  - removed  ~ changed", .muted, priority: 1)]
        })

    @Sendable private static func unsavedOrigins(_ state: ConsoleState) -> [BarView.Part] {
        let count = state.cors.unsavedCount
        return count == 0 ? [] : [.init("CORS: \(count) unsaved", .warning, priority: 9)]
    }

    /// The switch above the origins, and the test of the one under the cursor below them.
    private static let origins = ListAddition(
        notes: { state in
            let count = state.cors.unsavedCount
            return count == 0 ? [] : [.init("\(count) unsaved", .warning, priority: 9)]
        },
        legend: { state in
            guard state.cors.isChanged else { return [] }
            return [.init("+ added  - removed", .muted, priority: 1)]
        },
        frame: { state, size in
            guard let saved = state.cors.saved else { return Frame() }
            let entry = state.lists[.cors]?.cursorID?.description
            let test = entry.map { OriginTestText.lines(state.cors, entry: $0) } ?? []
            let below = test.flatMap { $0.wrapped(to: max(size.width - 2, 1)) }
            // Half of the room belongs to the rows.
            return Frame(
                above: [corsSwitch(state.cors.draft.isEnabled, was: saved.isEnabled)],
                below: Array(below.prefix(max(size.height / 2, 3))))
        })

    private static func corsSwitch(_ isOn: Bool, was: Bool) -> StyledLine {
        let changed = isOn == was ? [] : [Span("  (was \(was ? "on" : "off"))", .changed)]
        return StyledLine(
            [
                Span(isOn == was ? "  " : "~ ", .changed), Span(isOn ? "[x] " : "[ ] ", isOn ? .ok : .muted),
                Span("CORS is \(isOn ? "on" : "off")"),
            ] + changed
                + [
                    Span("   \(key: .switchCORS) turns it \(isOn ? "off" : "on")", .muted),
                    Span(isOn ? "   pages of these origins may call" : "   no page of another site may call", .muted),
                ])
    }

    /// The rule that locks accounts.
    private static let lockouts = ListAddition(frame: { state, _ in
        guard let rule = state.hub.text(.lockouts) else { return Frame() }
        let isFixed = state.session.authorities.denies(.changeSystem)
        let edit = isFixed ? [] : [Span("   \(key: .editLockoutRule) edits the rule", .muted)]
        return Frame(above: [StyledLine([Span("  Failed logins: ", .muted), Span(rule)] + edit)])
    })

    private static let compare = ListAddition(notes: { state in
        guard let other = state.comparisonTitle else { return [] }
        if state.comparesTimes { return [.init(StyledLine([Span("since ", .muted), Span(other)]), priority: 6)] }
        return [
            .init(StyledLine([Span("here: ", .muted), Span(state.session.profile)]), priority: 5),
            .init(StyledLine([Span("there: ", .muted), Span(other)]), priority: 6),
        ]
    })
}

private struct AnswerCover: ListCover {
    let title: StyledLine
    let tree: JSONTreeState?

    var notes: [BarView.Part] { [] }

    func position(in size: Size) -> [BarView.Part] { tree.map { JSONTreeView($0).position(in: size) } ?? [] }

    func cutText(width: Int) -> StyledLine? { tree.flatMap { JSONTreeView($0).cutText(in: Size(width, 1)) } }

    func draw(on canvas: Canvas) -> Point? { tree.flatMap { JSONTreeView($0).draw(on: canvas) } }

    func press(at point: Point, size: Size) -> [ConsoleAction] {
        tree.map { JSONTreeView($0).press(at: point, in: size, .api) } ?? []
    }
}

/// The durations of the newest of the requests shown, a column each, the newest at the right.
enum LatencyStrip {
    /// Cells for the label and the slowest of them.
    private static let captions = 30

    @Sendable static func draw(_ list: ListState, on canvas: Canvas) {
        let label = "    latency "
        let room = max(canvas.width - captions, 1)
        let durations = TraceRow.durations(in: list.table, 0..<room)
        canvas.put(label, at: .zero, .muted)
        let width = min(durations.count, max(canvas.width - captions, 0))
        SparklineView(durations.reversed()).draw(on: canvas.sub(Rect(label.count, 0, width, 1)))
        canvas.put("  at most \(durations.max() ?? 0) ms", at: Point(label.count + width, 0), .muted)
    }
}
