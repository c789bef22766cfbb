import SisenseClient

/// A rule for the check of a server: how grave it is, why it matters and what to do about it.
package enum LintRule: String, Sendable, CaseIterable {
    case alteredAudit
    case plainServer, wildcardOrigin, plainOrigin, invalidOrigin, sleepingOrigin, subdomains, localOrigin, emptyOrigins
    case framedByAll, noPasswordRule, noLockout, weakSingleSignOn, oldToken
    case licenceEnded, licenceEnds, noSeats
    case lockedAccounts, idleAdministrators, idleUsers
    case everyoneEdits, emptyGroupsWithShares, emptyGroups, inactiveOwner, ownerGone, inactiveSubscribers, emptyFolders
    case alertToInactive, alertOfInactive, alertToNobody
    case plainTrustedServer, unreachableTrustedServer
    case notChecked, partlyChecked

    package var severity: Finding.Severity { text.severity }
    /// The rule for a number of records that break it, as in `3 accounts locked`; for a setting, which does or does not,
    /// the number is nil.
    package func title(_ count: Int? = nil) -> String {
        guard let count else { return text.title }
        return count == 1
            ? "1 \(text.one)" : "\(Quantity.count(count)) \(text.title.prefix(1).lowercased())\(text.title.dropFirst())"
    }
    /// The rule for any number of records: `Accounts locked`.
    package var title: String { text.title }
    /// The reason why it matters, in a sentence or two.
    package var why: String { text.why }
    /// The remedy, in a sentence.
    package var advice: String { text.advice }

    private struct Text {
        let severity: Finding.Severity
        let title: String
        /// The title for one record, without its number; empty for a setting.
        let one: String
        let why: String
        let advice: String

        init(_ severity: Finding.Severity, _ title: String, one: String = "", why: String, advice: String) {
            (self.severity, self.title, self.one, self.why, self.advice) = (severity, title, one, why, advice)
        }
    }

    private var text: Text {
        switch self {
        case .alteredAudit:
            Text(
                .critical, "Audit files that were altered", one: "audit file that was altered",
                why: "Someone has changed the server's record of who did what after it was written.",
                advice: "Keep the file as it is, find out who can write to it, and compare it with a copy.")
        case .plainServer:
            Text(
                .critical, "Server without encryption",
                why: "Passwords and tokens can be read by anyone on the way to it.",
                advice: "Give the server a certificate and use its https address.")
        case .wildcardOrigin:
            Text(
                .critical, "Every origin is allowed",
                why: "Any web page a user opens may call this server from that user's browser.",
                advice: "List the origins that need it, then remove the star.")
        case .plainOrigin:
            Text(
                .major, "Origin without encryption",
                why: "Anyone who can alter that page on the way can call this server as its visitors.",
                advice: "Move the page to https and list that origin instead.")
        case .invalidOrigin:
            Text(
                .minor, "Origin that never matches",
                why: "Browsers compare origins byte for byte, and none sends this text.",
                advice: "Fix or remove it.")
        case .sleepingOrigin:
            Text(
                .minor, "Risky origin, CORS off",
                why: "It has no effect while CORS is off, and admits that origin as soon as someone turns CORS on.",
                advice: "Remove it from the list now.")
        case .subdomains:
            Text(
                .major, "All subdomains are allowed",
                why: "Each of them has to be trusted, over http too; a forgotten one is enough.",
                advice: "List the hosts that need it.")
        case .localOrigin:
            Text(
                .minor, "Visitors' own machines are allowed",
                why: "Any program that serves pages on a user's machine may call this server.",
                advice: "Keep such entries to servers for development.")
        case .emptyOrigins:
            Text(
                .minor, "CORS is on with an empty list",
                why: "With an empty list no other site can use the server.",
                advice: "Add the origins that need it, or turn CORS off.")
        case .framedByAll:
            Text(
                .major, "Every site may embed this server",
                why: "A hostile page can show it in a frame and trick people into clicks.",
                advice: "List the domains that embed it in the security settings.")
        case .noPasswordRule:
            Text(
                .major, "No rule for passwords", why: "Any password is accepted, however short.",
                advice: "Set a pattern in the security settings.")
        case .noLockout:
            Text(
                .major, "No lockout after failed logins", why: "Passwords can be tried without end.",
                advice: "Turn the login lockout on.")
        case .weakSingleSignOn:
            Text(
                .critical, "Single sign-on with low security",
                why: "The server accepts tokens that it should refuse.",
                advice: "Update the identity provider, then turn the low security mode off.")
        case .oldToken:
            Text(
                .minor, "Your API token is old", why: "Whoever got hold of it meanwhile still has all your rights.",
                advice: "Renew it, and put the new one wherever the old one is used.")
        case .licenceEnds:
            Text(
                .critical, "Licence ends soon", why: "Without a licence no one can work with the server.",
                advice: "Renew it in time.")
        case .licenceEnded:
            Text(
                .critical, "Licence has ended", why: "Without a licence no one can work with the server.",
                advice: "Renew it.")
        case .noSeats:
            Text(
                .major, "No seats left", why: "The next account of this kind is refused.",
                advice: "Deactivate or delete unused accounts, or get more seats.")
        case .lockedAccounts:
            Text(
                .major, "Accounts locked", one: "account locked",
                why:
                    "Nobody can log in there until the lockout ends. Many at once may be somebody who tries passwords.",
                advice: "Ask whose failed logins these were, then unlock.")
        case .idleAdministrators:
            Text(
                .major, "Administrators not seen for 90 days", one: "administrator not seen for 90 days",
                why: "The account can do everything, and misuse would go unnoticed.",
                advice: "Ask if it is needed; if not, change its role or deactivate it.")
        case .idleUsers:
            Text(
                .minor, "Users not seen for 90 days", one: "user not seen for 90 days",
                why: "They hold seats of the licence.", advice: "Deactivate those who have left.")
        case .everyoneEdits:
            Text(
                .major, "Dashboards that everyone may edit", one: "dashboard that everyone may edit",
                why: "Any user of the server can change or empty it.",
                advice: "Let everyone view it, and a group edit it.")
        case .emptyGroupsWithShares:
            Text(
                .minor, "Groups without anyone that hold shares", one: "group without anyone that holds shares",
                why: "New members see everything that is shared with it.",
                advice: "Remove the shares, or delete the group.")
        case .emptyGroups:
            Text(
                .minor, "Groups without anyone", one: "group without anyone",
                why: "Nobody is in it and nothing is shared with it.", advice: "Delete it if it is not needed.")
        case .inactiveOwner:
            Text(
                .major, "Dashboards whose owner cannot log in", one: "dashboard whose owner cannot log in",
                why: "No one maintains it, and it is deleted with the account.", advice: "Change its owner.")
        case .ownerGone:
            Text(
                .major, "Dashboards whose owner was deleted", one: "dashboard whose owner was deleted",
                why: "No one maintains it, and no one can share or publish it.", advice: "Change its owner.")
        case .inactiveSubscribers:
            Text(
                .minor, "Dashboards mailed to people who cannot log in",
                one: "dashboard mailed to people who cannot log in",
                why: "Reports leave the company after people do.", advice: "End their subscriptions in its shares.")
        case .emptyFolders:
            Text(
                .minor, "Folders with nothing in them", one: "folder with nothing in it",
                why: "It hides what is there.", advice: "Delete it if it is not needed.")
        case .alertToInactive:
            Text(
                .minor, "Alerts to users who cannot log in", one: "alert to users who cannot log in",
                why: "It is mailed to people who have left.", advice: "Remove them from the alert.")
        case .alertOfInactive:
            Text(
                .minor, "Alerts of users who cannot log in", one: "alert of a user who cannot log in",
                why: "No one maintains it.", advice: "Create it again as another user, then delete it.")
        case .alertToNobody:
            Text(
                .minor, "Alerts to nobody", one: "alert to nobody", why: "It is checked, and no one hears of it.",
                advice: "Add recipients, or delete it.")
        case .plainTrustedServer:
            Text(
                .major, "Trusted servers without encryption", one: "trusted server without encryption",
                why: "Dashboards and tokens can be read by anyone on the way.", advice: "Use its https address.")
        case .unreachableTrustedServer:
            Text(
                .major, "Trusted servers that do not answer", one: "trusted server that does not answer",
                why: "It does not answer from this machine; any server that gets its name or address is trusted.",
                advice: "Stop trusting it if it is gone.")
        case .notChecked:
            Text(
                .minor, "Not checked", why: "The server refused to show it, so its findings are unknown.",
                advice: "See the error; older servers do not have everything.")
        case .partlyChecked:
            Text(
                .minor, "Only a part was checked",
                why:
                    "On a large server, reading every account, group, dashboard and alert takes many requests, so that is "
                    + "done only when asked for. What breaks a rule elsewhere is not listed.",
                advice: "Check everything.")
        }
    }
}
