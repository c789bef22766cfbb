import SisenseClient

/// An alert as a row.
enum AlertRow {
    static let columns = [
        ListColumn("name", "Name"),
        ListColumn("state", "State"),
        ListColumn("type", "Type"),
        ListColumn("source", "Source"),
        ListColumn("parties", "Receivers"),
        ListColumn("mine", "You get it"),
        ListColumn("owner", "Owner"),
    ]

    /// - Parameter caller: The user who looks.
    static func content(of alert: Alert, names: PartyNames, caller: User) -> RowContent {
        RowContent(
            id: RecordID(alert.id),
            cells: [
                alert.label, alert.isEnabled ? "on" : "off", alert.type, alert.sources.joined(separator: ", "),
                alert.parties.map(names.name).joined(separator: ", "),
                receipt(of: alert, by: caller), alert.owner.map(names.name) ?? "",
            ])
    }

    private static func receipt(of alert: Alert, by caller: User) -> String {
        let ids = [caller.id] + caller.groups.map(\.id)
        guard alert.parties.contains(where: { ids.contains($0.id) }) else { return "no" }
        return alert.disabledUsers.contains(caller.id) ? "stopped" : "yes"
    }
}
