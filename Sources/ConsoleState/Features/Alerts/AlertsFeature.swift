import SisenseClient

/// An alert as a row.
private struct AlertRow: Sendable {
    let alert: Alert
    let names: PartyNames
    /// The user who looks.
    let caller: User?

    static let layout = RowLayout<AlertRow>(
        [
            Column("name", "Name", 16, priority: 9, isName: true) { $0.alert.label },
            Column("state", "State", 6, kind: .state, usual: "on", priority: 8) {
                $0.alert.isEnabled.map { $0 ? "on" : "off" } ?? "?"
            },
            Column("type", "Type", 6, kind: .aside, priority: 7) { $0.alert.type },
            Column("source", "Source", 12, kind: .aside, priority: 6) { $0.alert.sources.joined(separator: ", ") },
            Column("parties", "Recipients", 12, priority: 5) { row in
                row.alert.parties.map(row.names.name).joined(separator: ", ")
            },
            Column("mine", "Notifies you", 10, kind: .aside, usual: "no", priority: 4) { $0.receipt },
            Column("owner", "Owner", 10, priority: 3) { $0.alert.owner.map($0.names.name) ?? "" },
        ],
        id: { RecordID($0.alert.id) },
        style: { $0.alert.isEnabled == false ? .off : .plain })

    /// Whether it notifies the user who looks, in a word.
    var receipt: String {
        guard let caller else { return "?" }
        let ids = [caller.id] + caller.groups.map(\.id)
        guard alert.parties.contains(where: { ids.contains($0.id) }) else { return "no" }
        return alert.disabledUsers.contains(caller.id) ? "muted" : "yes"
    }
}

extension ListFeature {
    /// The alerts that the caller may see: an administrator, all of them.
    static let alerts = ListFeature(
        .alerts, title: "Alerts", noun: "alerts", rows: AlertRow.layout, commands: alertCommands,
        emptyText: "No alert yet. Alerts are made in the web application, on a widget or for builds.",
        load: { context, take throws(APIError) in
            let caller = try await caller(context.client)
            for try await page in AlertsService(context.client).pages() {
                let names = try await PartyNames.read(ids(of: page.items), context.client)
                let rows = page.items.map { AlertRow(alert: $0, names: names, caller: caller) }
                await AlertRow.layout.hand(rows, to: take)
            }
        },
        read: { context, id throws(APIError) in
            let caller = try await caller(context.client)
            let alert = try await AlertsService(context.client).get(id.description)
            let names = try await PartyNames.read(ids(of: [alert]), context.client)
            let row = AlertRow(alert: alert, names: names, caller: caller)
            return ListRecord(
                row: AlertRow.layout.row(row), json: alert.raw,
                page: AlertPage.page(of: alert, names, receipt: row.receipt))
        })

    /// The user who looks; nil, with that noted, where the server does not report it.
    private static func caller(_ client: APIClient) async throws(APIError) -> User? {
        let user = await attempt { () async throws(APIError) in [try await UsersService(client).loggedIn()] }
        return try client.optional("alerts", "what notifies you", user).first
    }

    private static let alertCommands: [ListCommand] = [
        .formForOne(
            "edit", keys: "e", hint: "edit", "Edit…", menu: .edit("e", "Changes name and message."),
            form: AlertForms.edit),
        .changeEach(
            "toggle", keys: "t", hint: .init("disable", off: "enable"), "Enable or disable",
            menu: .account("t", "For everyone who receives it.", for: .one),
            plan: each { alert, alerts, _ throws(APIError) in
                try await alerts.planEnable(alert, alert.isEnabled == false)
            }),
        .formForOne(
            "receivers", keys: "o", hint: "recipients", "Change recipients…",
            menu: .access("o", "Users and groups that are notified."),
            form: AlertForms.receivers),
        .changeEach(
            "receive", "Mute or unmute for yourself", menu: .account("m", "Others are notified as before.", for: .one),
            plan: each { alert, alerts, caller throws(APIError) in
                try alerts.planReceive(alert, caller.map(alert.disabledUsers.contains) ?? false, by: caller)
            }),
        .changeEach(
            "enable", "Enable", menu: .account("E", "For everyone who receives them.", for: .several),
            plan: each { alert, alerts, _ throws(APIError) in try await alerts.planEnable(alert, true) }),
        .changeEach(
            "disable", "Disable", menu: .account("t", "For everyone who receives them.", for: .several),
            plan: each { alert, alerts, _ throws(APIError) in try await alerts.planEnable(alert, false) }),
        .changeEach(
            "subscribe", "Unmute for yourself", menu: .account("U", "They notify you again.", for: .several),
            plan: each { alert, alerts, caller throws(APIError) in try alerts.planReceive(alert, true, by: caller) }),
        .changeEach(
            "unsubscribe", "Mute for yourself", menu: .account("m", "Others are notified as before.", for: .several),
            plan: each { alert, alerts, caller throws(APIError) in try alerts.planReceive(alert, false, by: caller) }),
        .changeEach(
            "delete", "Delete alert…",
            menu: .leaving("D", "Deletes it with its past events, for everyone it notifies."),
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

    private static func ids(of alerts: [Alert]) -> Set<String> {
        Set(alerts.flatMap { $0.parties + [$0.owner].compactMap(\.self) }.filter { $0.name == nil }.map(\.id))
    }
}

/// The forms about alerts.
enum AlertForms {
    /// Changes name and message of one alert.
    @concurrent static func edit(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let alert = try await AlertsService(context.client).get(ids.first?.description ?? "")
        let fields: [FormField] = [
            .text("name", "Name", alert.name, isRequired: true), .text("message", "Message", alert.message),
            .toggle("enabled", "Enabled", alert.isEnabled ?? true),
        ]
        return FormState("Edit \(alert.label)", fields) { context, values throws(APIError) in
            guard !values.changed.isEmpty else { return .posted(Message(.info, "Nothing was changed")) }
            var members = ["name", "message"].filter(values.changed.contains).map {
                ($0, JSONValue.string(values.text($0)))
            }
            if values.changed.contains("enabled") { members.append(("enabled", .bool(values.flag("enabled")))) }
            let plan = try await AlertsService(context.client).planUpdate(
                alert, title: "Change \(alert.label, each: "alert")", members: members)
            return .preview([plan], .list(.alerts, [RecordID(alert.id)]))
        }
    }

    /// Chooses who is notified. Parties of a kind the form does not know stay.
    @concurrent static func receivers(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let alert = try await AlertsService(context.client).get(ids.first?.description ?? "")
        let groups = try await GroupsService(context.client).names()
        let users = try await context.users.users(alert.parties.map(\.id))
        let known = groups.map { FormOption($0.id, $0.label, details: ["group", ""]) } + users.map { FormOption($0) }
        let parties = alert.raw["parties"]?.array ?? []
        // What has no id is of a kind that nobody here knows, and stays.
        let others = parties.filter { Reference($0) == nil }
        let present = alert.parties.map { party in
            known.first { $0.id == party.id } ?? FormOption(party.id, "deleted \(party.id)")
        }
        let field = FormField.pick(
            "parties", "Recipients", .parties(groups), chosen: present, allowsMany: true, placeholder: "nobody")
        return FormState("Recipients of \(alert.label)", [field]) { context, values throws(APIError) in
            let chosen: [JSONValue] = values.lines("parties").map { id in
                if let party = parties.first(where: { Reference($0)?.id == id }) { return party }
                let isGroup = groups.contains { $0.id == id }
                return ["type": .string(isGroup ? "group" : "user"), "id": .string(id)]
            }
            guard values.changed.contains("parties") else { return .posted(Message(.info, "Nothing was changed")) }
            let plan = try await AlertsService(context.client).planUpdate(
                alert, title: "Change the recipients of \(alert.label, each: "alert")",
                members: [("parties", .array(chosen + others))],
                names: RecordNames(await Self.names(of: values.lines("parties"), known, context)))
            return .preview([plan], .list(.alerts, [RecordID(alert.id)]))
        }
    }

    /// The names of the recipients, those who were chosen among them.
    private static func names(
        of ids: [String], _ known: [FormOption], _ context: WorkContext
    ) async -> [String: String] {
        var names = Dictionary(known.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        let missing = Set(ids.filter { names[$0] == nil })
        // Without a name an id is shown.
        guard !missing.isEmpty, let found = try? await PartyNames.read(missing, context.client) else { return names }
        for id in missing { names[id] = found.name(id) }
        return names
    }
}
