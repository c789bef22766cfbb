/// One of the places of the console. Its raw value is the name that commands and files know it by.
package enum PaneID: String, Sendable, CaseIterable {
    // Those with a number, Home with 0.
    case home, users, groups, dashboards, alerts, features, security, api, trace, audit
    case settings, servers, ldap, plugins, lockouts
    case lint
    case plans
    case compare
    case data
    // What the server has beside, each made of a description.
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
    case dashboardViewers = "dashboardaccess"
    case userAccess = "useraccess"
    case groupAccess = "groupaccess"
    case widgets, members
    case importing = "import"
    case offboarding
}
