import ConsoleState
import SisenseClient
import TerminalKit

/// The preview of a change: on which server, what it does to whom, and the exact request, before anything is sent.
struct ConfirmationView {
    private let confirmation: Confirmation
    private let session: SessionState

    init(_ confirmation: Confirmation, session: SessionState) {
        self.confirmation = confirmation
        self.session = session
    }

    /// Lines the preview can scroll through, and those of them in sight.
    func extent(in layout: ConsoleLayout) -> (lines: Int, page: Int) {
        dialog(in: layout).scrollExtent(in: layout.dialogs.size)
    }

    /// Draws the preview over the pane and returns where the cursor stands.
    func draw(on canvas: Canvas, _ layout: ConsoleLayout) -> Point? {
        let area = canvas.sub(layout.dialogs)
        return dialog(in: layout).draw(on: area).map { canvas.place($0, of: area) }
    }

    private func dialog(in layout: ConsoleLayout) -> DialogView {
        var dialog = DialogView(
            title: title, body: [], buttons: buttons, focus: focusedButton,
            top: confirmation.scroll.cursor, isDanger: confirmation.danger >= .destructive,
            maxWidth: Self.width(in: layout))
        dialog.word = field
        dialog.fillsCanvas = layout.isLow
        let text = text
        (dialog.body, dialog.summary) = (text.body, text.summary)
        guard confirmation.page == .request else { return dialog }
        // Beside the requests of few records it all stands together, unless it would have to be scrolled to.
        var whole = dialog
        (whole.body, whole.summary) = (text.top + self.whole + [""] + text.rest, [])
        return whole.body.count <= layout.dialogs.height && whole.fits(in: layout.dialogs.size) ? whole : dialog
    }

    /// The page that is shown: what scrolls, and what stays in place below it.
    private struct Text {
        /// The beginning, which is about the change and not its requests.
        var top: [StyledLine] = []
        var rest: [StyledLine]
        var summary: [StyledLine] = []

        var body: [StyledLine] { top.isEmpty ? rest : top + [""] + rest }
    }

    private var text: Text {
        switch confirmation.page {
        case .records:
            let records = PlannedRecordsText(confirmation.plans)
            return Text(
                top: autoRevert.dropLast(), rest: head + records.lines, summary: [""] + whole + ["", records.requests])
        case .request:
            return Text(top: head + autoRevert + impact, rest: requests, summary: [""] + whole)
        case .curl:
            return Text(rest: confirmation.plans.flatMap(curl))
        }
    }

    /// The page that is shown, without a frame.
    var lines: [StyledLine] { text.body + text.summary }

    /// The actions of a press on a button.
    func press(at point: Point, _ layout: ConsoleLayout) -> [ConsoleAction] {
        guard confirmation.isShown, !confirmation.isSending else { return [] }
        let inside = Point(point.x - layout.dialogs.x, point.y - layout.dialogs.y)
        switch dialog(in: layout).button(at: inside, size: layout.dialogs.size) {
        case 0: return [.write(.cancelled)]
        case 1: return [.write(.confirmed)]
        default: return []
        }
    }

    /// The line that is typed into: the reason first, then the name that allows a grave change.
    private var field: DialogView.Word? {
        if confirmation.isSending { return nil }
        if confirmation.focus == .password {
            return DialogView.Word(
                label: StyledLine("Your password, to sign in again:"),
                text: String(repeating: "*", count: confirmation.password.text.count),
                cursor: confirmation.password.cursor)
        }
        if let name = confirmation.typedConfirmation, confirmation.focus != .reason {
            return DialogView.Word(
                label: StyledLine([Span("Type "), Span(name, .plain, .bold), Span(" to confirm:")]),
                text: confirmation.typed.text, cursor: confirmation.typed.cursor)
        }
        guard confirmation.asksReason else { return nil }
        return DialogView.Word(
            label: StyledLine("Reason (for the audit log):"), text: confirmation.reason.text,
            cursor: confirmation.reason.cursor)
    }

    /// The index of the button that has the focus; none while keys are not taken yet.
    private var focusedButton: Int {
        guard confirmation.isShown else { return -1 }
        return switch confirmation.focus {
        case .reason, .password: -1
        case .cancel: 0
        case .send: 1
        }
    }

    private static func width(in layout: ConsoleLayout) -> Int { layout.dialogWidth(100) }

    /// What is done, and on which server.
    var title: StyledLine {
        let isNamedByKind = session.purpose?.isName(session.profile) == true
        let names = [session.purpose?.title ?? "", isNamedByKind ? "" : session.profile].filter { !$0.isEmpty }
        let place = names.joined(separator: " ")
        return StyledLine([
            Span(confirmation.title, .heading), Span("  on \(place)", session.isProduction ? .danger : .accent),
        ])
    }

    private var buttons: [DialogView.Button] {
        switch confirmation.progress {
        case .waiting:
            let policy = session.client.policy
            let isUnrecorded = confirmation.unrecordedReason != nil
            let send =
                policy == .readWrite
                ? isUnrecorded ? "Send without record" : sendTitle
                : policy.isDryRun ? "Record, do not send" : "Send (not allowed here)"
            return [
                DialogView.Button("Cancel"),
                DialogView.Button(
                    send, isDanger: confirmation.danger >= .destructive, isEnabled: confirmation.isFilledIn),
            ]
        case .sending: return [DialogView.Button("Sending", isEnabled: false)]
        }
    }

    var sendTitle: String {
        confirmation.plans.count > 1 ? "Send \(counted(confirmation.plans.count, "change"))" : "Send"
    }

    /// What is to be known before anything else.
    private var head: [StyledLine] { policy + unrecorded + reason }

    /// The plans with what differs and the exact requests.
    private var requests: [StyledLine] {
        confirmation.plans.prefix(Self.fullCount).flatMap { difference($0) + request($0) } + others
    }

    /// What all of it comes to, and whether it can be undone.
    private var whole: [StyledLine] {
        (confirmation.total + RequestPlan.seats(of: confirmation.plans) + RequestPlan.undoNotes(of: confirmation.plans))
            .map { StyledLine($0) }
    }

    /// The line that says whether settings revert by themselves.
    private var autoRevert: [StyledLine] {
        guard let isOn = confirmation.autoReverts else { return [] }
        let text = "Reverts in \(AutoRevertState.seconds) s unless you confirm  "
        let session: [StyledLine] =
            isOn && confirmation.endsTokens
            ? ["    This ends your own token too: the console signs in again by itself, with your password."] : []
        return [
            StyledLine([
                Span(isOn ? "[x] " : "[ ] ", isOn ? .ok : .muted), Span(text),
                Span("\(key: .turnAutoRevert) change", .muted),
            ])
        ] + session + [""]
    }

    /// Plans that are shown whole. A preview of thousands would be slow and no easier to judge.
    private static let fullCount = 20

    /// The plans behind those that are shown whole, a line each.
    private var others: [StyledLine] {
        let rest = confirmation.plans.dropFirst(Self.fullCount)
        guard !rest.isEmpty else { return [] }
        let heading = "And \(rest.count) more, shown whole as curl commands by \(key: .showAsCurl):"
        return [StyledLine(heading, Style(.muted))]
            + rest.map { StyledLine([Span($0.call.line, .accent), Span("  \($0.title)", .muted)]) }
    }

    /// The reason why nothing of this will be sent, if that is so.
    private var policy: [StyledLine] {
        let policy = session.client.policy
        let text =
            if policy.isDryRun {
                "This is a dry run: the change is recorded, and nothing is sent."
            } else if let reason = policy.readOnlyReason {
                "This session is read-only (\(reason)): nothing can be sent."
            } else {
                ""
            }
        return text.isEmpty ? [] : [StyledLine(text, Style(.readonly)), ""]
    }

    /// The warning that the audit log cannot take it.
    private var unrecorded: [StyledLine] {
        guard let reason = confirmation.unrecordedReason else { return [] }
        return [
            StyledLine([Span("! ", .warning), Span("\(reason) Sent now, it will not be recorded.", .warning)]), "",
        ]
    }

    /// The reason that was typed, once the line for it has given way to the name.
    private var reason: [StyledLine] {
        guard confirmation.typedConfirmation != nil, confirmation.focus != .reason, !confirmation.reason.isBlank else {
            return []
        }
        return [StyledLine([Span("Reason: ", .muted), Span(confirmation.reason.text)]), ""]
    }

    /// The people and things affected, once for all plans.
    private var impact: [StyledLine] {
        PlannedRecordsText.warnings(of: confirmation.plans)
            + Tally(confirmation.plans.flatMap(\.impact)).values.map { StyledLine($0) }
    }

    private func difference(_ plan: RequestPlan) -> [StyledLine] {
        let stated = plan.neededWords.map { StyledLine("  ") + PlannedRecordsText.line($0) }
        let changes = plan.unspokenLines.map { StyledLine("  ") + DiffView.Line($0).styled() }
        return stated.isEmpty && changes.isEmpty ? [] : stated + changes + [""]
    }

    private func request(_ plan: RequestPlan) -> [StyledLine] {
        let text = plan.requestText
        return text.enumerated().map { StyledLine($0.element, Style($0.offset == 0 ? .accent : .plain)) } + [""]
    }

    private func curl(_ plan: RequestPlan) -> [StyledLine] {
        plan.curl().split(separator: "\n").map { StyledLine(String($0)) } + [""]
    }
}

extension DiffView.Line {
    init(_ line: JSONDiff.Line) {
        switch line.sign {
        case .added: self = .added(line.text)
        case .removed: self = .removed(line.text)
        case .changed: self = .changed(line.text)
        }
    }
}
