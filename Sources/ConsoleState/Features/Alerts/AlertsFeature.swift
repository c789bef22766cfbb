import SisenseClient

/// An alert as a row.
private struct AlertRow: Sendable {
    let alert: Alert
    let names: PartyNames
    /// The user who looks.
    let caller: User

    static let layout = RowLayout<AlertRow>(
        [
            Column("name", "Name", 16...26, grows: true, priority: 9, isName: true) { $0.alert.label },
            Column("state", "State", 6...6, priority: 8) { $0.alert.isEnabled ? "on" : "off" },
            Column("type", "Type", 6...6, priority: 7) { $0.alert.type },
            Column("source", "Source", 12...14, priority: 6) { $0.alert.sources.joined(separator: ", ") },
            Column("parties", "Recipients", 12...24, grows: true, priority: 5) { row in
                row.alert.parties.map(row.names.name).joined(separator: ", ")
            },
            Column("mine", "Notifies you", 10...10, priority: 4) { $0.receipt },
            Column("owner", "Owner", 10...16, priority: 3) { $0.alert.owner.map($0.names.name) ?? "" },
        ],
        id: { RecordID($0.alert.id) },
        look: { $0.alert.isEnabled ? .plain : .off })

    private var receipt: String {
        let ids = [caller.id] + caller.groups.map(\.id)
        guard alert.parties.contains(where: { ids.contains($0.id) }) else { return "no" }
        return alert.disabledUsers.contains(caller.id) ? "muted" : "yes"
    }
}

extension ListFeature {
    /// The alerts that the caller may see: an administrator, all of them.
    static let alerts = ListFeature(
        .alerts, title: "Alerts", noun: "alerts", rows: AlertRow.layout, commands: alertCommands,
        load: { context, take throws(APIError) in
            let caller = try await UsersService(context.client).loggedIn()
            for try await page in AlertsService(context.client).pages() {
                let names = try await PartyNames.read(ids(of: page.items), context.client)
                let rows = page.items.map { AlertRow(alert: $0, names: names, caller: caller) }
                await AlertRow.layout.hand(rows, to: take)
            }
        },
        read: { context, id throws(APIError) in
            let caller = try await UsersService(context.client).loggedIn()
            let alert = try await AlertsService(context.client).get(id.description)
            let names = try await PartyNames.read(ids(of: [alert]), context.client)
            return ListRecord(
                row: AlertRow.layout.row(AlertRow(alert: alert, names: names, caller: caller)), json: alert.raw,
                sections: sections(of: alert, names))
        })

    private static let alertCommands: [ListCommand] = [
        .formForOne("edit", keys: "e", hint: "edit", "Edit alert…", form: AlertForms.edit),
        .changeEach(
            "toggle", keys: "t", hint: "enable/disable", "Enable or disable alert, for everyone",
            plan: each { alert, alerts, _ throws(APIError) in try await alerts.planEnable(alert, !alert.isEnabled) }),
        .formForOne(
            "receivers", keys: "o", hint: "recipients", "Change recipients…",
            form: AlertForms.receivers),
        .changeEach(
            "receive", "Mute or unmute alert, for yourself",
            plan: each { alert, alerts, caller throws(APIError) in
                try alerts.planReceive(alert, caller.map(alert.disabledUsers.contains) ?? false, by: caller)
            }),
        .changeEach(
            "enable", "Enable alert, for everyone",
            plan: each { alert, alerts, _ throws(APIError) in try await alerts.planEnable(alert, true) }),
        .changeEach(
            "disable", "Disable alert, for everyone",
            plan: each { alert, alerts, _ throws(APIError) in try await alerts.planEnable(alert, false) }),
        .changeEach(
            "subscribe", "Unmute alert, for yourself",
            plan: each { alert, alerts, caller throws(APIError) in try alerts.planReceive(alert, true, by: caller) }),
        .changeEach(
            "unsubscribe", "Mute alert, for yourself",
            plan: each { alert, alerts, caller throws(APIError) in try alerts.planReceive(alert, false, by: caller) }),
        .changeEach(
            "delete", "Delete alert and its events",
            plan: each { alert, alerts, _ throws(APIError) in try alerts.planDelete(alert) }),
    ]

    /// A plan for one alert, which gets the id of the caller too, where it is known.
    private static func each(
        _ plan: @escaping @concurrent @Sendable (Alert, AlertsService, String?) async throws(APIError) -> RequestPlan
    ) -> @concurrent @Sendable (WorkContext, RecordID) async throws(APIError) -> RequestPlan {
        { context, id throws(APIError) in
            let alerts = AlertsService(context.client)
            return try await plan(try await alerts.get(id.description), alerts, context.caller)
        }
    }

    private static func sections(of alert: Alert, _ names: PartyNames) -> [DetailSection] {
        let receivers = alert.parties.map { party in
            names.name(party) + (alert.disabledUsers.contains(party.id) ? "  muted it" : "")
        }
        return (alert.message.isEmpty ? [] : [DetailSection("Message", [alert.message])])
            + [.list("Recipients", receivers)]
    }

    private static func ids(of alerts: [Alert]) -> Set<String> {
        Set(alerts.flatMap { $0.parties + [$0.owner].compactMap(\.self) }.filter { $0.name == nil }.map(\.id))
    }
}
