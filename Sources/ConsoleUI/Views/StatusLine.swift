import ConsoleState
import Foundation
import SisenseClient
import TerminalKit

/// The line that never goes away: which server this is, who we are, and whether we can change anything.
struct StatusLine {
    private let session: SessionState
    private let behind: Confirmation?
    private let refresh: RefreshNote?
    private let elsewhere: [ServerNote]

    /// Cells from which on there is room for sentences.
    private static let wideWidth = 100

    /// - Parameters:
    ///   - behind: The run that is sent in the background; nil when there is none.
    ///   - refresh: What is said of the list being read again by itself; nil where it is not.
    ///   - elsewhere: What goes on on the other servers of the session.
    init(
        _ session: SessionState, behind: Confirmation? = nil, refresh: RefreshNote? = nil,
        elsewhere: [ServerNote] = []
    ) {
        (self.session, self.behind, self.refresh, self.elsewhere) = (session, behind, refresh, elsewhere)
    }

    func draw(on canvas: Canvas) {
        let right = right(isWide: canvas.width >= Self.wideWidth)
        guard session.isProduction else { return BarView(left: left, right: right).draw(on: canvas) }
        // All of it has the colour of the kind, on which the colours of single words could not be read.
        BarView(left: left.map(Self.onProduction), right: right.map(Self.onProduction), ground: .danger)
            .draw(on: canvas)
    }

    /// The part without a colour of its own, unless it is a badge.
    private static func onProduction(_ part: BarView.Part) -> BarView.Part {
        var part = part
        part.line = plain(part.line)
        part.short = part.short.map(plain)
        return part
    }

    private static func plain(_ line: StyledLine) -> StyledLine {
        StyledLine(line.spans.map { $0.style.role == .readonly ? $0 : Span($0.text, .plain) })
    }

    private var left: [BarView.Part] {
        if session.isBeingSetUp { return [BarView.Part("no server yet", priority: 8)] }
        var parts: [BarView.Part] = []
        if let purpose = session.purpose {
            let role: TerminalKit.Role = session.isProduction ? .danger : .badge
            parts.append(BarView.Part(" \(purpose.title) ", role, priority: 9))
        }
        // A profile that is named like its kind says nothing new.
        if session.purpose?.isName(session.profile) != true {
            parts.append(BarView.Part(session.profile, priority: 8))
        }
        parts.append(BarView.Part(host, .muted, priority: 5))
        return parts
    }

    /// The address, of which `https://` goes without saying.
    private var host: String {
        let (address, usual) = (session.client.server.description, "https://")
        return address.hasPrefix(usual) ? String(address.dropFirst(usual.count)) : address
    }

    /// Where there is little room the role goes first, then the host, then the user; the kind of server and what may be
    /// changed on it stay.
    private func right(isWide: Bool) -> [BarView.Part] {
        if session.isBeingSetUp { return [] }
        let refresh = [refresh?.part(isWide: isWide, offlineSince: session.offlineSince)].compactMap(\.self)
        // The note on the next try says it too.
        let offline = self.refresh?.saysOffline == true ? nil : session.offlineSince.map(Self.offline)
        let count = session.slowRequests
        let requests =
            count > 0 ? [BarView.Part(counted(count, "request"), .muted, priority: 3)] : []
        var role = BarView.Part("")
        if case .ready(let user) = session.phase, let name = user.roleName {
            role = BarView.Part(SisenseClient.Role.title(of: name), .muted, priority: 4)
        }
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
                BarView.Part(" DRY RUN ", .readonly, priority: 9)
            } else if session.client.policy.readOnlyReason != nil {
                BarView.Part(" RO ", .readonly, priority: 9)
            } else {
                BarView.Part("RW", .muted, priority: 9)
            }
        let caller = BarView.Part(user, .muted, priority: 6)
        let notes = elsewhere.map { note in
            BarView.Part("\(note.name) \(note.activity)", note.isUrgent ? .warning : .accent, priority: 8)
        }
        return (notes + run + refresh + requests + [offline].compactMap(\.self) + [caller, role, policy]).filter {
            !$0.line.spans.isEmpty
        }
    }

    private static func offline(since time: ClockTime) -> BarView.Part {
        BarView.Part("offline since \(time)", .warning, priority: 7)
    }

    /// The run in the background: its numbers stay where its heading does not fit.
    private var run: [BarView.Part] {
        guard let behind else { return [] }
        let role: TerminalKit.Role = behind.results.failedCount + behind.results.unknownCount > 0 ? .warning : .accent
        return [
            BarView.Part(behind.title, role, priority: 5),
            BarView.Part("sent \(behind.progressText)", role, priority: 8),
        ]
    }
}

/// The settings that are pending confirmation, on a line of their own below the header in every pane, until they are
/// confirmed or reverted.
struct AutoRevertBanner {
    private let autoRevert: AutoRevertState
    private let hasKeys: Bool

    /// Seconds before the end from which on the line is red.
    private static let lastSeconds = 10

    /// - Parameter hasKeys: False while the keys it names would do something else.
    init(_ autoRevert: AutoRevertState, hasKeys: Bool) {
        (self.autoRevert, self.hasKeys) = (autoRevert, hasKeys)
    }

    func draw(on canvas: Canvas) {
        let keys = StyledLine(keys)
        let room = canvas.width - 2 - (keys.width == 0 ? 0 : keys.width + Self.gap)
        let text = texts.first { TextWidth.cells(of: $0) <= room } ?? texts.last ?? ""
        BarView(
            left: [BarView.Part(text, isUrgent ? .danger : .warning, priority: 2)],
            right: keys.width == 0 ? [] : [BarView.Part(keys, priority: 1)], gap: Self.gap
        ).draw(on: canvas)
    }

    private static let gap = 2

    /// The text, the longest first: on a narrow screen the time and the keys stay.
    private var texts: [String] {
        let summary = autoRevert.kept.summary
        return switch autoRevert.phase {
        case .waiting(let seconds):
            [
                "Reverts in \(seconds) s unless you confirm: \(summary)", "Reverts in \(seconds) s unless you confirm",
                "Reverts in \(seconds) s",
            ]
        case .reverting where autoRevert.failures > 0: ["Not reverted yet. Trying again now", "Not reverted yet"]
        case .reverting: ["Reverting: \(summary)", "Reverting"]
        case .failed(let error, let nextTry?):
            [
                "Not reverted yet: \(reason(error)). Trying again in \(nextTry) s",
                "Not reverted yet: again in \(nextTry) s", "Not reverted yet",
            ]
        case .failed(let error, nil): ["Not reverted: \(reason(error))", "Not reverted"]
        }
    }

    private var isUrgent: Bool {
        switch autoRevert.phase {
        case .waiting(let seconds): seconds <= Self.lastSeconds
        case .reverting: autoRevert.failures > 0
        case .failed: true
        }
    }

    private func reason(_ error: APIError) -> String {
        switch error.kind {
        case .unreachable: "no answer"
        case .outcomeUnknown: "no answer that proves it"
        case .unauthorized: "you are logged out"
        case .conflict: "someone else is changing them"
        case .busy, .serverFault, .unreadable, .redirected, .cancelled, .invalidCall, .notAllowed, .unrecorded,
            .forbidden, .notFound, .refused:
            error.message.trimmingCharacters(in: CharacterSet(charactersIn: "."))
        }
    }

    /// None while they would do something else, or while nothing can be chosen.
    private var keys: [Span] {
        if case .reverting = autoRevert.phase { return [] }
        guard hasKeys else { return [] }
        let now = if case .failed = autoRevert.phase { " try now" } else { " revert now" }
        return [
            Span("\(key: .confirmSettings)", .key), Span(" confirm   "), Span("\(key: .revertSettings)", .key),
            Span(now),
        ]
    }
}
