import ConsoleState
import SisenseClient
import TerminalKit

/// The line that never goes away: which server this is, who we are, and whether we can change anything.
struct StatusLine {
    private let session: SessionState

    init(_ session: SessionState) {
        self.session = session
    }

    func draw(on canvas: Canvas) {
        BarView(left: left, right: right).draw(on: canvas)
    }

    private var left: [BarView.Part] {
        if session.isBeingSetUp { return [BarView.Part("no server yet", priority: 8)] }
        var parts: [BarView.Part] = []
        if !session.label.isEmpty {
            let role: TerminalKit.Role = session.isProduction ? .danger : .badge
            parts.append(BarView.Part(" \(session.label.uppercased()) ", role, priority: 9))
        }
        parts.append(BarView.Part(session.profile, priority: 7))
        parts.append(BarView.Part(session.client.server.description, .accent, priority: 8))
        return parts
    }

    private var right: [BarView.Part] {
        if session.isBeingSetUp { return [] }
        let user: String =
            switch session.phase {
            case .ready(let user): user.label
            case .setup: ""
            case .connecting: "connecting"
            case .signIn: "logged out"
            case .failed: "no connection"
            }
        let policy: BarView.Part =
            if session.client.policy.isDryRun {
                BarView.Part("DRY RUN", .readonly, priority: 9)
            } else if session.client.policy.readOnlyReason != nil {
                BarView.Part("READ-ONLY", .readonly, priority: 9)
            } else {
                BarView.Part("RW", .ok, priority: 9)
            }
        return [BarView.Part(user, priority: 6), policy]
    }
}

/// The settings on trial, at the right end of the message line, until they are kept or put back.
struct AutoRevertBanner {
    private let autoRevert: AutoRevertState

    init(_ autoRevert: AutoRevertState) {
        self.autoRevert = autoRevert
    }

    /// Draws the banner and returns what it leaves free.
    func draw(on canvas: Canvas) -> Canvas {
        let text: String =
            switch autoRevert.phase {
            case .waiting(let seconds): " Reverts in \(seconds) s unless you confirm "
            case .reverting: " Reverting the settings "
            case .failed: " Not reverted: \(key: .revertSettings) tries again "
            }
        let width = min(TextWidth.cells(of: text), canvas.width)
        let (left, right) = canvas.rect.splitLeft(canvas.width - width)
        canvas.sub(right).put(text, at: Point(0, 0), .danger, maxWidth: width)
        return canvas.sub(left)
    }
}
