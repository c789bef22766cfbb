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
            return ListRecord(row: AlertRow.content(of: alert, names: names, caller: caller), json: alert.raw)
        },
        plans: [
            "toggle": each { environment, id throws(APIError) in
                let alerts = AlertsService(environment.client)
                let alert = try await alerts.get(id.description)
                return try await alerts.planEnable(alert, !alert.isEnabled)
            },
            "receive": each { environment, id throws(APIError) in
                let caller = try await UsersService(environment.client).loggedIn()
                let alerts = AlertsService(environment.client)
                let alert = try await alerts.get(id.description)
                return try alerts.planReceive(alert, alert.disabledUsers.contains(caller.id))
            },
            "delete": each { environment, id throws(APIError) in
                let alerts = AlertsService(environment.client)
                return try alerts.planDelete(try await alerts.get(id.description))
            },
        ],
        forms: ["edit": AlertForms.edit])

    private static func ids(of alerts: [Alert]) -> Set<String> {
        Set(alerts.flatMap { $0.parties + [$0.owner].compactMap(\.self) }.filter { $0.name == nil }.map(\.id))
    }
}
