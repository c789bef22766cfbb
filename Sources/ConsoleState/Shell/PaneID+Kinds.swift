import SisenseClient

extension PaneID {
    /// The kinds of record that the rows of this pane are made of. A change of one of them makes the pane out of date.
    /// Home and what is on this machine are read on every visit, and show none that could be.
    var kinds: Set<RecordKind> {
        switch self {
        case .home, .api, .trace, .audit, .plans, .data, .profiles, .fleet, .fleetUsers: []
        case .users: [.users, .groups, .roles, .lockouts]
        case .groups: [.groups, .roles]
        case .dashboards: [.dashboards, .folders, .shares]
        case .alerts: [.alerts]
        case .features: [.features]
        case .security: [.settings, .trustedServers, .ldapDomains, .lockouts]
        case .cors, .settings: [.settings]
        case .trusted: [.trustedServers]
        case .ldap: [.ldapDomains]
        case .plugins: [.plugins]
        case .lockouts: [.lockouts, .users]
        case .lint: [.users, .groups, .roles, .dashboards, .shares, .alerts, .settings, .trustedServers, .licence]
        case .compare: [.users, .groups, .roles, .features, .settings, .trustedServers, .plugins, .connections]
        case .connections: [.connections]
        case .datasets: [.datasets]
        case .dataSecurity: [.dataSecurity]
        case .cubes: [.cubes]
        case .cubeSets: [.cubeSets]
        case .cubeServers: [.cubeServers]
        case .customTables: [.customTables]
        case .dataModels: [.dataModels]
        case .builds: [.builds]
        case .folders: [.folders]
        case .customData: [.customData]
        case .licence: [.licence]
        case .roles: [.roles]
        case .analyticsToken: [.analyticsTokens]
        case .suggestions: [.suggestions]
        case .liveConnectors, .application, .tenants, .clusterNodes, .auditFiles, .translations: []
        case .shares, .bulkShares: [.shares]
        case .dashboardViewers, .userAccess, .groupAccess: [.users, .groups, .dashboards, .shares]
        case .widgets: [.widgets]
        case .members: [.users, .groups]
        case .importing: [.users, .groups, .roles]
        case .offboarding: [.users, .groups, .dashboards, .shares, .alerts]
        }
    }
}
