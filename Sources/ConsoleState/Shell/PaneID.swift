/// A pane of the console. Its raw value is the name that commands and files know it by.
package enum PaneID: String, Sendable, CaseIterable {
    // Those with a number, Home with 0.
    case home, users, groups, dashboards, alerts, features, security, api, trace, audit
    // The sections of Security that are lists.
    case cors, trusted, lockouts, ldap, settings
    case plugins
    /// The servers that have a profile here.
    case profiles = "servers"
    /// The same, each as it is now.
    case fleet
    /// The users of all of them.
    case fleetUsers = "fleetusers"
    case lint
    case plans
    case compare
    case data
    // The other lists of the server, each made of a description.
    case connections, datasets
    case dataSecurity = "datasecurity"
    case cubes
    case cubeSets = "cubesets"
    case cubeServers = "cubeservers"
    case customTables = "customtables"
    case dataModels = "datamodels"
    case builds
    case liveConnectors = "connectors"
    case folders
    case customData = "customdata"
    case licence, application, roles, tenants
    case clusterNodes = "nodes"
    case auditFiles = "auditfiles"
    case analyticsToken = "analytics"
    case translations, suggestions
    // Lists below one record, which are opened from there alone.
    case shares
    case bulkShares = "bulkshares"
    case dashboardViewers = "dashboardaccess"
    case userAccess = "useraccess"
    case groupAccess = "groupaccess"
    case widgets, members
    case importing = "import"
    case offboarding
}

/// The kind of a pane, and the list that is in it. A pane without an entry here does not compile.
enum PaneContent: Sendable {
    case home
    case list(ListFeature)
    case resource(ResourceDescription)
    /// A list below a record, as it is before it is about any.
    case below(ListFeature)
}

extension PaneID {
    var content: PaneContent {
        switch self {
        case .home: .home
        case .security: .list(.security)
        case .cors: .list(.cors)
        case .users: .list(.users)
        case .groups: .list(.groups)
        case .dashboards: .list(.dashboards)
        case .alerts: .list(.alerts)
        case .features: .list(.features)
        case .api: .list(.operations)
        case .trace: .list(.trace)
        case .audit: .list(.audit)
        case .settings: .list(.settings)
        case .trusted: .list(.trustedServers)
        case .profiles: .list(.profiles)
        case .fleet: .list(.fleet)
        case .fleetUsers: .list(.fleetUsers)
        case .ldap: .list(.ldap)
        case .plugins: .list(.plugins)
        case .lockouts: .list(.lockouts)
        case .lint: .list(.lint)
        case .plans: .list(.plans)
        case .compare: .list(.compare)
        case .data: .list(.resources)
        case .connections: .resource(.connections)
        case .datasets: .resource(.datasets)
        case .dataSecurity: .resource(.dataSecurity)
        case .cubes: .resource(.cubes)
        case .cubeSets: .resource(.cubeSets)
        case .cubeServers: .resource(.cubeServers)
        case .customTables: .resource(.customTables)
        case .dataModels: .resource(.dataModels)
        case .builds: .resource(.builds)
        case .liveConnectors: .resource(.liveConnectors)
        case .folders: .resource(.folders)
        case .customData: .resource(.customData)
        case .licence: .resource(.licence)
        case .application: .resource(.application)
        case .roles: .resource(.roles)
        case .tenants: .resource(.tenants)
        case .clusterNodes: .resource(.clusterNodes)
        case .auditFiles: .resource(.auditFiles)
        case .analyticsToken: .resource(.analyticsToken)
        case .translations: .resource(.translations)
        case .suggestions: .resource(.suggestions)
        case .shares: .below(.shares(of: "", title: ""))
        case .bulkShares: .below(.bulkShares(of: []))
        case .dashboardViewers: .below(.dashboardViewers(of: "", title: ""))
        case .userAccess: .below(.userAccess(of: "", name: ""))
        case .groupAccess: .below(.groupAccess(of: "", name: ""))
        case .widgets: .below(.widgets(of: "", title: ""))
        case .members: .below(.members(of: "", name: ""))
        case .importing: .below(.importing(.none))
        case .offboarding: .below(.offboarding(of: [], name: "", Offboarding.Wishes()))
        }
    }

    /// The list that this pane begins with; nil when the pane is no list, or one below a record.
    package var ownList: ListFeature? { isBelow ? nil : list }

    /// The list of this pane, of one below a record as it is before it is about any; nil when the pane is no list.
    package var list: ListFeature? { ListFeature.byPane[self] }

    /// True for a list below a record, which is opened from there alone.
    package var isBelow: Bool {
        if case .below = content { true } else { false }
    }

    /// The name a person reads, as in `Trusted servers`.
    package var title: String {
        switch self {
        case .home: "Home"
        default: list?.title ?? rawValue
        }
    }
}

extension ListFeature {
    /// Every list by its pane, made once.
    fileprivate static let byPane: [PaneID: ListFeature] = Dictionary(
        uniqueKeysWithValues: PaneID.allCases.compactMap { pane in
            switch pane.content {
            case .home: nil
            case .list(let list), .below(let list): (pane, list)
            case .resource(let description): (pane, ListFeature(description))
            }
        })
}
