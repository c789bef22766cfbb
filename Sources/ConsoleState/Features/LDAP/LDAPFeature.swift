import SisenseClient

extension ListFeature {
    /// The LDAP domains that users and groups come from.
    static let ldap = ListFeature(
        .ldap, title: "LDAP domains", noun: "LDAP domains", rows: domainRows, commands: domainCommands,
        load: { context, take throws(APIError) in
            await domainRows.hand(try await DirectoryService(context.client).all(), to: take)
        },
        read: { context, id throws(APIError) in
            let domain = try await domain(id, context)
            return ListRecord(row: domainRows.row(domain), json: domain.raw)
        })

    private static let domainCommands: [ListCommand] = [
        .create("add", keys: "a", hint: "add", "Add LDAP domain…") { _, _ throws(APIError) in LDAPForms.add },
        .formForOne("edit", keys: "e", hint: "edit", "Edit LDAP domain…") { context, ids throws(APIError) in
            LDAPForms.edit(try await domain(ids.first ?? "", context))
        },
        .formForOne("test", keys: "T", hint: "test", "Test LDAP connection…") {
            context, ids throws(APIError) in
            LDAPForms.test(try await domain(ids.first ?? "", context))
        },
        .changeEach(
            "toggle", keys: "t", hint: "enable/disable", "Enable or disable LDAP domain"
        ) { context, id throws(APIError) in
            let domain = try await domain(id, context)
            return try await DirectoryService(context.client).planEnable(domain, !domain.isEnabled)
        },
        .changeEach("sync", "Synchronise LDAP domain") { context, id throws(APIError) in
            let domain = try await domain(id, context)
            return try DirectoryService(context.client).planSynchronise(domain)
        },
        .change("delete", "Delete LDAP domain") { context, ids throws(APIError) in
            var domains: [DirectoryDomain] = []
            for id in ids { domains.append(try await domain(id, context)) }
            return [try DirectoryService(context.client).planDelete(domains)]
        },
    ]

    private static let domainRows = RowLayout<DirectoryDomain>(
        [
            Column("name", "Name", 12...20, priority: 9, isName: true) { $0.label },
            Column("enabled", "Enabled", 8...8, priority: 7) { $0.isEnabled ? "on" : "off" },
            Column("url", "Address", 20...32, grows: true, priority: 8) { $0.url },
            Column("base", "Base DN", 16...26, grows: true, priority: 5) { $0.baseDN },
            Column("sync", "Synchronised", 13...13, priority: 4) { $0.isSynchronised ? "automatic" : "manual" },
        ],
        id: { RecordID($0.id) },
        look: { domain in
            if !domain.isEnabled { return .off }
            // Passwords cross the network in the clear.
            return domain.url.hasPrefix("ldap:") ? RowLook(.plain, .attention) : .plain
        })

    private static func domain(_ id: RecordID, _ context: WorkContext) async throws(APIError)
        -> DirectoryDomain
    {
        try await DirectoryService(context.client).get(id.description)
    }
}
