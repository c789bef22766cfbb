import SisenseClient

/// What a script can read by a name: a list of the server, one record of it, or a list below a record.
package enum ReadableList: Sendable, Equatable {
    case list(PaneID)
    /// One record of a list.
    case record(PaneID)
    case below(Below)

    /// A list that hangs below a record, by the name that a script has for it.
    package enum Below: String, Sendable, CaseIterable {
        /// Who a dashboard is shared with.
        case shares
        /// Who can see a dashboard, and by which path.
        case viewers
        case widgets
        /// The users of a group.
        case members
        /// The dashboards that a user can see, and by which path.
        case access = "effective-access"
        /// The dashboards that are shared with a group.
        case groupAccess = "group-access"

        /// The list that has the record.
        package var parent: PaneID {
            switch self {
            case .shares, .viewers, .widgets: .dashboards
            case .members, .groupAccess: .groups
            case .access: .users
            }
        }

        /// What it holds, in a sentence.
        var about: String {
            switch self {
            case .shares: "Who a dashboard is shared with, behind its name."
            case .viewers: "Who can see a dashboard and by which path, behind its name."
            case .widgets: "The widgets of a dashboard, behind its name."
            case .members: "The users of a group, behind its name."
            case .access: "The dashboards that a user can see and by which path, behind the name of the user."
            case .groupAccess: "The dashboards that are shared with a group, behind its name."
            }
        }

        /// The list below a record.
        package func list(of record: RecordID, name: String) -> ListFeature {
            switch self {
            case .shares: .shares(of: record, title: name)
            case .viewers: .dashboardViewers(of: record, title: name)
            case .widgets: .widgets(of: record, title: name)
            case .members: .members(of: record, name: name)
            case .access: .userAccess(of: record, name: name)
            case .groupAccess: .groupAccess(of: record, name: name)
            }
        }
    }

    /// - Parameter name: As it is typed; nil for one that names nothing.
    package init?(_ name: String) {
        guard let known = Self.byName[name] else { return nil }
        self = known
    }

    /// Every name with what it stands for, in the order of the panes, lists before records.
    package static let all: [(name: String, about: String)] =
        lists.map { ($0.scriptName, $0.about) } + Below.allCases.map { ($0.rawValue, $0.about) }
        + lists.compactMap { pane in pane.recordName.map { ($0, "One of \(pane.scriptName), by its name or id.") } }

    package static let names: [String] = all.map(\.name)

    /// The list whose columns it has; nil for a record.
    package var feature: ListFeature? {
        switch self {
        case .list(let pane): pane.ownList
        case .below(let below): below.list(of: "", name: "")
        case .record: nil
        }
    }

    private static let lists = PaneID.allCases.filter(\.isReadByScripts)

    private static let byName: [String: ReadableList] = Dictionary(
        lists.map { ($0.scriptName, .list($0)) }
            + lists.compactMap { pane in pane.recordName.map { ($0, .record(pane)) } }
            + Below.allCases.map { ($0.rawValue, .below($0)) },
        uniquingKeysWith: { first, _ in first })
}

extension PaneID {
    /// True for a list that says the same to a script as to a person: it is about the server, not about this session.
    fileprivate var isReadByScripts: Bool {
        switch self {
        case .trace, .plans, .compare, .data, .profiles, .fleet, .fleetUsers: false
        case let pane: pane.ownList != nil
        }
    }

    /// The name of the list for scripts.
    fileprivate var scriptName: String {
        switch self {
        case .trusted: "trusted-servers"
        case .cors: "origins"
        case .api: "operations"
        default: rawValue
        }
    }

    /// The name of one record of the list; nil where one alone says nothing more than its row.
    fileprivate var recordName: String? {
        switch self {
        case .users: "user"
        case .groups: "group"
        case .dashboards: "dashboard"
        case .alerts: "alert"
        case .features: "feature"
        case .api: "operation"
        case .settings: "setting"
        case .trusted: "trusted-server"
        case .ldap: "ldap-domain"
        case .plugins: "plugin"
        case .lint: "finding"
        case .audit: "change"
        case .connections: "connection"
        case .datasets: "dataset"
        case .cubes: "cube"
        case .cubeSets: "cubeset"
        case .cubeServers: "cubeserver"
        case .customTables: "customtable"
        case .dataModels: "datamodel"
        case .builds: "build"
        case .liveConnectors: "connector"
        case .folders: "folder"
        case .roles: "role"
        case .tenants: "tenant"
        case .clusterNodes: "node"
        case .auditFiles: "auditfile"
        case .cors: "origin"
        case .home, .security, .trace, .profiles, .fleet, .fleetUsers, .lockouts, .plans, .compare, .data,
            .dataSecurity,
            .customData, .licence,
            .application, .analyticsToken, .translations, .suggestions, .shares, .bulkShares, .dashboardViewers,
            .userAccess, .groupAccess, .widgets, .members, .importing, .offboarding:
            nil
        }
    }
}
