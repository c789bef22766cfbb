import ConsoleState
import SisenseClient

extension Goal {
    static let day = people + groups + dashboards + security

    static let people: [Goal] = [
        Goal("Deactivate a user", #"1 / "nunez" Enter t Tab Enter"#, limit: 11) {
            try await $0.user("alvaro")?.isActive == false
        },
        Goal("Change the role of a user", #"1 / "chen" Enter x r "data d" Enter Tab Enter"#, limit: 19) {
            try await $0.roleName("wei") == "Data Designer"
        },
        Goal(
            "Change the roles of all designers of a group",
            #"1 / "role:designer groups:ops" Enter * x r "view" Enter Tab Enter"#, limit: 38
        ) {
            try await $0.roleName("alvaro") == "Viewer"
        },
        Goal("Add a user", #"1 a "zelda@acme.example" Ctrl-S Tab Enter"#, limit: 23) {
            try await $0.user("zelda") != nil
        },
        Goal("Add three users to a group", #"1 j Space Space Space x + "prod" Enter Tab Enter"#, limit: 15) {
            try await $0.members("Product").isSuperset(of: ["alvaro@acme.example", "bea@acme.example"])
        },
        Goal("Remove a user from all groups", #"1 / "nunez" Enter x - "ops" Enter Tab Enter"#, limit: 18) {
            try await $0.user("alvaro")?.groups.isEmpty == true
        },
        Goal("Send a password reset", #"1 / "chen" Enter x p Tab Enter"#, limit: 11) {
            $0.screen.contains("Done: ") && $0.screen.contains("wei@acme.example")
        },
        Goal("Log a user out everywhere", #"1 / "chen" Enter x L Tab Enter"#, limit: 11) {
            $0.screen.contains("Done: Log out wei@acme.example")
        },
        Goal("Off-board a user", #"1 / "nunez" Enter x o "jonas" Enter Ctrl-S Ctrl-S Tab Enter"#, limit: 20) {
            let owner = try await $0.owner("Release Quality")
            let user = try await $0.user("alvaro")
            return owner == "jonas@acme.example" && user?.isActive == false && user?.groups.isEmpty == true
        },
        Goal("Delete a user", #"1 / "chen" Enter x D "acme-bi" Tab Enter"#, limit: 18) {
            try await $0.user("wei") == nil
        },
        Goal("See who has not logged in for 90 days", #"1 / "login>90d" Enter"#, limit: 12) {
            $0.screen.contains("Users 7 of 60")
        },
        Goal("See what a user can see", #"1 / "chen" Enter w"#, limit: 8) {
            $0.screen.contains("Partner Sales       edit")
        },
        Goal("Export the list of users", #"1 E"#, limit: 2) { $0.state.form != nil },
        Goal("Take the last change back", #"1 j t Tab Enter U Tab Enter"#, limit: 8) {
            let user = try await $0.user("adaeze")
            return user?.isActive == true && $0.screen.contains("Undo")
        },
        Goal("See what was changed from here", #"1 j t Tab Enter 9"#, limit: 6) {
            $0.screen.contains("Deactivate adaeze@acme.example")
        },
    ]

    static let groups: [Goal] = [
        Goal("Create a group", #"2 a "Interns" Ctrl-S Tab Enter"#, limit: 12) { try await $0.group("Interns") != nil },
        Goal("Rename a group", #"2 / "ops" Enter e Ctrl-U "Operations" Ctrl-S Tab Enter"#, limit: 21) {
            try await $0.members("Operations").count == 8
        },
        Goal("See the members of a group", #"2 / "ops" Enter Enter"#, limit: 7) {
            $0.screen.contains("farah@acme.example")
        },
        Goal("Delete a group", #"2 / "ops" Enter x D "acme-bi" Tab Enter"#, limit: 17) {
            try await $0.group("Ops") == nil
        },
    ]

    static let dashboards: [Goal] = [
        Goal("See who can see a dashboard", #"3 / "cash" Enter x i"#, limit: 9) {
            $0.screen.contains("Who can see Cash Flow 10")
        },
        Goal("Share a dashboard with a group", #"3 / "cash" Enter w a "ops" Enter Ctrl-S Ctrl-S Tab Enter"#, limit: 17)
        {
            guard let group = try await $0.group("Ops") else { return false }
            return try await $0.dashboard("Cash Flow")?.shares.contains { $0.id == group.id } == true
        },
        Goal("Publish three dashboards", #"3 Space Space Space p Tab Enter"#, limit: 7) {
            $0.screen.contains("3 of 3 done")
        },
        Goal("Change the owner of a dashboard", #"3 / "cash" Enter o "jonas" Enter Ctrl-S Tab Enter"#, limit: 17) {
            try await $0.owner("Cash Flow") == "jonas@acme.example"
        },
        Goal("Move a dashboard into another folder", #"3 / "cash" Enter m "archive" Enter Tab Enter"#, limit: 19) {
            try await $0.folder("Cash Flow") == "Archive"
        },
        Goal("Delete a dashboard", #"3 / "cash" Enter x D "acme-bi" Tab Enter"#, limit: 18) {
            try await $0.dashboard("Cash Flow") == nil
        },
    ]

    static let security: [Goal] = [
        Goal(
            "Allow an origin", #"6 Enter a "https://portal.acme.example" Enter c Ctrl-S "acme-bi" Tab Enter K"#,
            limit: 43
        ) {
            let settings = try await $0.settings()
            return settings.corsEnabled && settings.allowedOrigins.contains("https://portal.acme.example")
        },
        Goal("See why an origin does not pass", "6 Enter t", limit: 3) {
            $0.screen.contains("blocked: There is no Access-Control-Allow-Origin.")
        },
        Goal("Turn a feature off", "5 t Tab Enter", limit: 4) { $0.screen.contains("Done: Turn Alerting off") },
        Goal("Regenerate my API token", #"6 n "acme-bi" Tab Enter"#, limit: 11) { $0.state.newToken != nil },
        Goal("See whether trusted servers answer", #": "trusted" Enter t"#, limit: 10) {
            $0.screen.contains("cannot be resolved")
        },
        Goal("See the seats of the licence", #": "licence" Enter"#, limit: 9) { $0.screen.contains("140") },
    ]
}
