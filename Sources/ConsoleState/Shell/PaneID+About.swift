extension PaneID {
    /// What the pane is for, in a sentence or two.
    package var about: String {
        switch content {
        case .resource(let description): description.about + "."
        case .home, .list, .below: own
        }
    }

    /// That of a pane which is made of no description.
    private var own: String {
        switch self {
        case .home: "What needs attention, what has changed since your last visit, and how the server is."
        case .users: "Accounts with role, groups and last login: add, import, deactivate, unlock, off-board."
        case .groups: "Groups with their members, and what is shared with them."
        case .dashboards: "All dashboards with owner, folder and shares: share, publish, move, export, change owner."
        case .alerts: "Alerts with whom they notify."
        case .features: "Parts of the product, each turned on or off for everyone."
        case .security: "How the server is protected: every section with its state, to be looked into and changed."
        case .cors: "The origins whose pages may call this server from a browser, each tested as a browser would."
        case .api: "Every operation of the API, to be looked up and called."
        case .trace: "The requests of this session: what was sent, what came back, and how long it took."
        case .audit: "The changes sent and your commands run from this machine, each with its outcome, to be undone."
        case .settings: "The documents of settings: sessions, passwords, single sign-on, mail, lockout."
        case .trusted: "The servers that dashboards may be copied to and from."
        case .profiles: "The servers that have a profile on this machine: switch, add, edit, test, remove."
        case .fleetUsers: "Who has an account on which of the servers that have a profile here, and with which rights."
        case .fleet: "All servers that have a profile here: version, licence, CORS, findings, features that differ."
        case .ldap: "The directories that accounts and groups come from."
        case .plugins: "The add-ons of the server, each turned on or off."
        case .lockouts: "The accounts that are locked now after failed logins."
        case .lint: "What should worry an administrator, the gravest first, with the names behind it and the fix."
        case .plans: "The changes that dry runs kept from being sent, to be reviewed, sent or written to a file."
        case .compare: "This server and another one side by side."
        case .data: "The other lists of the server: cubes, connections, folders, roles, licence."
        case .shares: "Who a dashboard is shared with."
        case .bulkShares: "Who several dashboards are shared with, to be changed on all of them together."
        case .dashboardViewers: "Everyone who can see a dashboard, and by which path."
        case .userAccess, .groupAccess: "The dashboards that can be seen, and by which path."
        case .widgets: "The parts of a dashboard."
        case .members: "The users of a group."
        case .importing: "The lines of an import, each with its verdict."
        case .offboarding: "The steps for people who leave."
        case .connections, .datasets, .dataSecurity, .cubes, .cubeSets, .cubeServers, .customTables, .dataModels,
            .builds, .liveConnectors, .folders, .customData, .licence, .application, .roles, .tenants, .clusterNodes,
            .auditFiles, .analyticsToken, .translations, .suggestions:
            ""
        }
    }
}
