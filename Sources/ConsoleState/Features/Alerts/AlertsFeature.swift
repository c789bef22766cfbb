import SisenseClient

extension ListFeature {
    /// The alerts that the caller may see: an administrator, all of them.
    static let alerts = ListFeature(
        pane: .alerts,
        noun: "alerts",
        columns: AlertRow.columns,
        load: { environment, take throws(APIError) in
            let caller = try await UsersService(environment.client).loggedIn()
            for try await page in AlertsService(environment.client).pages() {
                let names = try await PartyNames.read(ids(of: page.items), environment.client)
                let rows = page.items.map { AlertRow.content(of: $0, names: names, caller: caller) }
                await take(RowPage(rows, columns: AlertRow.columns.count))
            }
        },
        read: { environment, id throws(APIError) in
            let caller = try await UsersService(environment.client).loggedIn()
            let alert = try await AlertsService(environment.client).get(id.description)
            let names = try await PartyNames.read(ids(of: [alert]), environment.client)
            return ListRecord(
                row: AlertRow.content(of: alert, names: names, caller: caller), json: alert.raw,
                sections: sections(of: alert, names))
        },
        plans: [
            "toggle": eachAlert { alert, alerts, _ throws(APIError) in
                try await alerts.planEnable(alert, !alert.isEnabled)
            },
            "enable": eachAlert { alert, alerts, _ throws(APIError) in try await alerts.planEnable(alert, true) },
            "disable": eachAlert { alert, alerts, _ throws(APIError) in try await alerts.planEnable(alert, false) },
            "receive": eachAlert { alert, alerts, caller throws(APIError) in
                try alerts.planReceive(alert, caller.map(alert.disabledUsers.contains) ?? false, by: caller)
            },
            "subscribe": eachAlert { alert, alerts, caller throws(APIError) in
                try alerts.planReceive(alert, true, by: caller)
            },
            "unsubscribe": eachAlert { alert, alerts, caller throws(APIError) in
                try alerts.planReceive(alert, false, by: caller)
            },
            "delete": eachAlert { alert, alerts, _ throws(APIError) in try alerts.planDelete(alert) },
        ],
        forms: ["edit": AlertForms.edit, "receivers": AlertForms.receivers])

    /// A plan for each alert, which gets the id of the caller too, where it is known.
    private static func eachAlert(
        _ plan: @escaping @concurrent @Sendable (Alert, AlertsService, String?) async throws(APIError) -> RequestPlan
    ) -> Plan {
        each { environment, id throws(APIError) in
            let alerts = AlertsService(environment.client)
            return try await plan(try await alerts.get(id.description), alerts, environment.caller)
        }
    }

    private static func sections(of alert: Alert, _ names: PartyNames) -> [DetailSection] {
        let receivers = alert.parties.map { party in
            names.name(party) + (alert.disabledUsers.contains(party.id) ? "  stopped it" : "")
        }
        return (alert.message.isEmpty ? [] : [DetailSection("Message", [alert.message])])
            + [.list("Receivers", receivers)]
    }

    private static func ids(of alerts: [Alert]) -> Set<String> {
        Set(alerts.flatMap { $0.parties + [$0.owner].compactMap(\.self) }.filter { $0.name == nil }.map(\.id))
    }
}
