import SisenseClient

extension ListFeature {
    /// The LDAP domains that users and groups come from.
    static let ldap = ListFeature(
        pane: .ldap,
        noun: "LDAP domains",
        columns: columns,
        load: { environment, take throws(APIError) in
            let domains = try await DirectoryService(environment.client).all()
            await take(RowPage(domains.map(row), columns: columns.count))
        },
        read: { environment, id throws(APIError) in
            let domain = try await domain(id, environment)
            return ListRecord(row: row(domain), json: domain.raw)
        },
        plans: [
            "toggle": each { environment, id throws(APIError) in
                let domain = try await domain(id, environment)
                return try await DirectoryService(environment.client).planEnable(domain, !domain.isEnabled)
            },
            "sync": each { environment, id throws(APIError) in
                let domain = try await domain(id, environment)
                return try DirectoryService(environment.client).planSynchronise(domain)
            },
            "delete": { environment, ids throws(APIError) in
                var domains: [DirectoryDomain] = []
                for id in ids { domains.append(try await domain(id, environment)) }
                return [try DirectoryService(environment.client).planDelete(domains)]
            },
        ],
        forms: [
            "add": { _, _ throws(APIError) in LDAPForms.add },
            "edit": { environment, ids throws(APIError) in
                LDAPForms.edit(try await domain(ids.first ?? "", environment))
            },
            "test": { environment, ids throws(APIError) in
                LDAPForms.test(try await domain(ids.first ?? "", environment))
            },
        ])

    private static let columns = [
        ListColumn("name", "Name"), ListColumn("enabled", "Enabled"), ListColumn("url", "Address"),
        ListColumn("base", "Base DN"), ListColumn("sync", "Synchronised"),
    ]

    private static func row(_ domain: DirectoryDomain) -> RowContent {
        RowContent(
            id: RecordID(domain.id),
            cells: [
                domain.label, domain.isEnabled ? "on" : "off", domain.url, domain.baseDN,
                domain.isSynchronised ? "by itself" : "by hand",
            ])
    }

    private static func domain(_ id: RecordID, _ environment: ConsoleEnvironment) async throws(APIError)
        -> DirectoryDomain
    {
        try await DirectoryService(environment.client).get(id.description)
    }
}
