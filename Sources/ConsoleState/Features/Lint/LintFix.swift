import SisenseClient

/// The way to settle what a finding is about.
package enum LintFix: Sendable {
    /// A command of the list that has the records, which previews or asks before it changes anything.
    case command(PaneID, ListCommand.ID)
    /// Looks again: it may have been for a moment only.
    case checkAgain
    /// Looks through what was left out.
    case checkEverything

    /// A few words for the line of hints: `unlock account`.
    package var hint: String { title.prefix(1).lowercased() + title.dropFirst().filter { $0 != "…" } }

    /// The words for it, as in `Unlock account`.
    private var title: String {
        switch self {
        case .command(let pane, let id): pane.list?.command(id)?.label ?? ""
        case .checkAgain: "Check again"
        case .checkEverything: "Check everything"
        }
    }
}

extension LintRule {
    /// The way to settle all findings of the rule; nil where a person has to decide in each case.
    package var fix: LintFix? {
        switch self {
        case .lockedAccounts: .command(.users, ListCommand.ID("unlock"))
        case .idleUsers, .idleAdministrators: .command(.users, ListCommand.ID("deactivate"))
        case .inactiveOwner, .ownerGone: .command(.dashboards, ListCommand.ID("owner"))
        case .emptyGroups, .emptyGroupsWithShares: .command(.groups, ListCommand.ID("delete"))
        case .emptyFolders: .command(.folders, ListCommand.ID("delete"))
        case .alertToInactive, .alertOfInactive, .alertToNobody: .command(.alerts, ListCommand.ID("disable"))
        case .unreachableTrustedServer, .notChecked: .checkAgain
        case .partlyChecked: .checkEverything
        case .alteredAudit, .plainServer, .wildcardOrigin, .plainOrigin, .invalidOrigin, .sleepingOrigin, .subdomains,
            .localOrigin,
            .emptyOrigins, .framedByAll, .noPasswordRule, .noLockout, .weakSingleSignOn, .oldToken,
            .licenceEnded, .licenceEnds, .noSeats, .everyoneEdits, .inactiveSubscribers, .plainTrustedServer:
            nil
        }
    }
}
