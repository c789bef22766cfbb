/// A rule for the check of a server: how grave it is, why it matters and what to do about it.
package enum LintRule: String, Sendable, CaseIterable {
    case plainServer, wildcardOrigin, plainOrigin, invalidOrigin, sleepingOrigin, subdomains, localOrigin, emptyOrigins
    case framedByAll, noPasswordRule, noLockout, weakSingleSignOn
    case licenceEnded, licenceEnds, noSeats
    case idleAdministrator, idleUsers
    case everyoneEdits, emptyGroupWithShares, inactiveOwner
    case alertToInactive, alertOfInactive
    case plainTrustedServer, unreachableTrustedServer
    case notChecked

    package var severity: Finding.Severity { text.severity }
    package var title: String { text.title }
    /// The reason why it matters, in a sentence or two.
    package var why: String { text.why }
    /// The remedy, in a sentence.
    package var advice: String { text.advice }

    private struct Text {
        let severity: Finding.Severity
        let title: String
        let why: String
        let advice: String

        init(_ severity: Finding.Severity, _ title: String, why: String, advice: String) {
            (self.severity, self.title, self.why, self.advice) = (severity, title, why, advice)
        }
    }

    private var text: Text {
        switch self {
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
        case .idleAdministrator:
            Text(
                .major, "Administrator not seen for 90 days",
                why: "The account can do everything, and misuse would go unnoticed.",
                advice: "Ask if it is needed; if not, change its role or deactivate it.")
        case .idleUsers:
            Text(
                .minor, "Users not seen for 90 days", why: "They hold seats of the licence.",
                advice: "Sort the users by last login and deactivate those who have left.")
        case .everyoneEdits:
            Text(
                .major, "Everyone may edit it", why: "Any user of the server can change or empty this dashboard.",
                advice: "Let everyone view it, and a group edit it.")
        case .emptyGroupWithShares:
            Text(
                .minor, "Empty group that holds shares",
                why: "New members see everything that is shared with it.",
                advice: "Remove the shares, or delete the group.")
        case .inactiveOwner:
            Text(
                .major, "Owner cannot log in",
                why: "No one maintains it, and it is deleted with the account.",
                advice: "Change its owner.")
        case .alertToInactive:
            Text(
                .minor, "Alert to a user who cannot log in", why: "It is mailed to people who have left.",
                advice: "Remove them from the alert.")
        case .alertOfInactive:
            Text(
                .minor, "Alert of a user who cannot log in", why: "No one maintains it.",
                advice: "Create it again as another user, then delete it.")
        case .plainTrustedServer:
            Text(
                .major, "Trusted server without encryption",
                why: "Dashboards and tokens can be read by anyone on the way.",
                advice: "Use its https address.")
        case .unreachableTrustedServer:
            Text(
                .major, "Trusted server not reachable",
                why: "It does not answer from this machine; any server that gets its name or address is trusted.",
                advice: "Stop trusting it if it is gone.")
        case .notChecked:
            Text(
                .minor, "Not checked", why: "The server refused to show it, so its findings are unknown.",
                advice: "See the error; older servers do not have everything.")
        }
    }
}
