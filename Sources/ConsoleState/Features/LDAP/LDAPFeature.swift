import SisenseClient

extension ListFeature {
    /// The LDAP domains that users and groups come from.
    static let ldap = ListFeature(
        .ldap, title: "LDAP domains", noun: "LDAP domains", below: Parent(.security), rows: domainRows,
        commands: domainCommands,
        emptyText: """
            No directory is connected: all accounts are local or of single sign-on. \(key: .listActions) \
            adds one.
            """,
        load: { context, take throws(APIError) in
            await domainRows.hand(try await LDAPService(context.client).all(), to: take)
        },
        read: { context, id throws(APIError) in
            let domain = try await domain(id, context)
            return ListRecord(row: domainRows.row(domain), json: domain.raw, page: .columns(changesOf: id, in: .ldap))
        })

    private static let domainCommands: [ListCommand] = [
        .create(
            "add", keys: "a", hint: "add", "Add LDAP domain…",
            menu: .list("a", "Connects a directory, whose people can then log in.")
        ) { _, _ throws(APIError) in LDAPForms.add },
        .formForOne(
            "edit", keys: "e", hint: "edit", "Edit…",
            menu: .edit("e", "Address, account and schedule of the directory.")
        ) { context, ids throws(APIError) in
            LDAPForms.edit(try await domain(ids.first ?? "", context))
        },
        .formForOne(
            "test", keys: "T", hint: "test", "Test connection…",
            menu: .content("T", "Logs in to the directory with what is typed; nothing is saved.")
        ) {
            context, ids throws(APIError) in
            LDAPForms.test(try await domain(ids.first ?? "", context))
        },
        .changeEach(
            "toggle", keys: "t", hint: .init("disable", off: "enable"), "Enable or disable",
            menu: .edit("t", "While it is disabled nobody of this directory can log in.")
        ) { context, id throws(APIError) in
            let domain = try await domain(id, context)
            return try await LDAPService(context.client).planEnable(domain, !domain.isEnabled)
        },
        .changeEach("sync", "Synchronise", menu: .content("s", "Reads users and groups of the directory now.")) {
            context, id throws(APIError) in
            let domain = try await domain(id, context)
            return try LDAPService(context.client).planSynchronise(domain)
        },
        .change("delete", "Delete domain…", menu: .leaving("D", "Its users cannot log in any more.")) {
            context, ids throws(APIError) in
            var domains: [LDAPDomain] = []
            for id in ids { domains.append(try await domain(id, context)) }
            return [try LDAPService(context.client).planDelete(domains)]
        },
    ]

    private static let domainRows = RowLayout<LDAPDomain>(
        [
            Column("name", "Name", 12, priority: 9, isName: true) { $0.label },
            Column("enabled", "Enabled", 8, kind: .state, usual: "on", priority: 7) { $0.isEnabled ? "on" : "off" },
            Column("url", "Address", 20, priority: 8) { $0.url },
            Column("base", "Base DN", 16, kind: .aside, priority: 5) { $0.baseDN },
            Column("sync", "Synchronised", 13, kind: .aside, priority: 4) {
                $0.isSynchronised ? "automatic" : "manual"
            },
        ],
        id: { RecordID($0.id) },
        style: { domain in
            if !domain.isEnabled { return .off }
            // Passwords cross the network in the clear.
            return domain.url.hasPrefix("ldap:") ? RowStyle(.plain, .attention) : .plain
        })

    private static func domain(_ id: RecordID, _ context: WorkContext) async throws(APIError)
        -> LDAPDomain
    {
        try await LDAPService(context.client).get(id.description)
    }
}

/// The forms about LDAP domains. What is typed can be tried on the server before it is saved.
enum LDAPForms {
    static var add: FormState {
        let form = DocumentForm(LDAPDomain.fields, of: .null)
        return FormState("Add LDAP domain", form.formFields, test: connectionTest(form)) {
            context, values throws(APIError) in
            let plan = try LDAPService(context.client).planAdd(form.edited(values))
            return .preview([plan], .list(.ldap, []))
        }
    }

    /// Asks for the differences in a directory, which can be tried before it is saved.
    static func edit(_ domain: LDAPDomain) -> FormState {
        let form = DocumentForm(LDAPDomain.fields, of: domain.raw)
        return FormState("Edit \(domain.label)", form.formFields, test: connectionTest(form)) {
            context, values throws(APIError) in
            let edited = form.edited(values)
            guard edited != domain.raw else { return .posted(Message(.info, "Nothing was changed")) }
            let plan = try await LDAPService(context.client).planEdit(domain, edited)
            return .preview([plan], .list(.ldap, [RecordID(domain.id)]))
        }
    }

    /// Tries the connection as it is saved. The server does not send the password, so it has to be typed.
    static func test(_ domain: LDAPDomain) -> FormState {
        let form = DocumentForm(LDAPDomain.fields.filter { $0.id == "password" }, of: domain.raw)
        return FormState("Test \(domain.label)", form.formFields) { context, values throws(APIError) in
            _ = try await test(form.edited(values), context)
            return .form(.completed(Message(.ok, "\(domain.label) answers")))
        }
    }

    private static func connectionTest(_ form: DocumentForm) -> FormState.Submit {
        { context, values throws(APIError) in try await test(form.edited(values), context) }
    }

    @concurrent private static func test(
        _ document: JSONValue, _ context: WorkContext
    ) async throws(APIError) -> ConsoleAction {
        try await LDAPService(context.client).test(document)
        return .posted(Message(.ok, "The LDAP server answers. Nothing was saved."))
    }
}
