/// The names of the members that the body of an operation may have, as far as they are known.
package struct BodyMembers: Sendable, Equatable {
    package let names: [String]
    /// False where a server may know others: then only what is nearly one of these is known to be a slip.
    package let isComplete: Bool

    /// Nil where nothing is known of the body.
    package init?(of operation: Operation) {
        if let names = Self.known[operation] {
            (self.names, isComplete) = (names, false)
        } else if let names = operation.body.flatMap({ BodyShape($0.meaning) })?.members.map(\.name), !names.isEmpty {
            (self.names, isComplete) = (names, true)
        } else {
            return nil
        }
    }

    /// The question which member was meant by a name that is none of them, empty where none is near; nil for a name that
    /// may be one which nobody has written down.
    package func slip(_ name: String) -> String? {
        guard !names.contains(name) else { return nil }
        let question = NearestName.question(name, among: names)
        return question.isEmpty && !isComplete ? nil : question
    }

    /// Of records that the catalogue does not spell out: seeds/003, and the published definitions of version 1.
    private static let known: [Operation: [String]] = [
        .createDashboard: dashboard, .updateDashboard: dashboard, .replaceDashboardV0: dashboard,
        .updateDashboardV0: dashboard, .importDashboard: dashboard,
        .createWidget: widget, .updateWidget: widget, .replaceWidgetV0: widget,
        .createDataset: dataset, .updateDataset: dataset,
        .createConnection: connection, .updateConnection: connection, .createManagedConnection: connection,
        .updateManagedConnection: connection,
        .createCubeSet: cubeSet, .updateCubeSet: cubeSet,
        .createEmailServer: emailServer, .updateEmailServer: emailServer,
    ]

    private static let dashboard = [
        "title", "desc", "type", "owner", "parentFolder", "source", "datasource", "shares", "filters", "style",
        "layout",
        "defaultFilters", "previewLayout", "dataExploration", "script", "isPublic", "allowChangeSubscription",
        "subscription", "widgets",
    ]
    private static let widget = [
        "title", "desc", "type", "subtype", "dashboardid", "datasource", "metadata", "style", "options", "script",
    ]
    private static let dataset = ["elasticube", "name", "fullname", "type", "connection", "schema"]
    private static let connection = [
        "name", "description", "provider", "schema", "timeout", "refreshRate", "timezone", "parameters",
    ]
    private static let cubeSet = ["title", "server", "fullNames"]
    private static let emailServer =
        SettingsDocument.emailServer.fields.map(\.id) + ["logger", "debug", "customAuthMethod"]
}
