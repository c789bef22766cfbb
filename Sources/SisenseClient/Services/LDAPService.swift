/// LDAP domains.
package struct LDAPService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// The LDAP domains the server knows.
    @concurrent package func all() async throws(APIError) -> [LDAPDomain] {
        try await client.records("domains", .getLDAPDomains)
    }

    /// One LDAP domain.
    @concurrent package func get(_ id: String) async throws(APIError) -> LDAPDomain {
        let raw = try await client.read(.getLDAPDomain, path: ["id": id]).json()
        guard let domain = LDAPDomain(raw) else {
            throw client.unreadable("no domain came", request: Operation.getLDAPDomain.line(["id": id]))
        }
        return domain
    }

    /// Lets the server try a connection. Nothing is saved.
    /// - Throws: `APIError` with what the server or the directory said.
    @concurrent package func test(_ document: JSONValue) async throws(APIError) {
        _ = try await client.read(.testLDAPDomain, body: .json(document))
    }

    /// Adds a domain; `document` is what the server takes.
    package func planAdd(_ document: JSONValue) throws(APIError) -> RequestPlan {
        let name = document.text("name") ?? ""
        return RequestPlan(
            title: "Add the domain \(name)", call: try client.call(.createLDAPDomain, body: .json(document)),
            target: .init(server: client.server, name: "domain \(name)"), base: [:], result: document,
            impact: ["Users of this domain can be imported, and log in with their password of the domain."]
        ).resting(on: .nothing(.makesRecord))
    }

    /// Sends what differs between the domain and `edited`. With a new secret it cannot be undone: the server does not
    /// report the old one.
    @concurrent package func planEdit(
        _ domain: LDAPDomain, _ edited: JSONValue
    ) async throws(APIError) -> RequestPlan {
        let members = (edited.object?.members ?? []).filter { domain.raw[$0.key] != $0.value }
        return try await client.plan(
            RecordChange(
                title: "Edit the domain \(domain.label)", name: "domain \(domain.label)",
                read: try client.call(.getLDAPDomain, path: ["id": domain.id]),
                write: .updateLDAPDomain, path: ["id": domain.id],
                members: members.map { ($0.key, $0.value) }, base: domain.raw,
                impact: ["Users of this domain log in with the new settings."]))
    }

    /// Lets the people of a domain sign in, or no longer.
    package func planEnable(_ domain: LDAPDomain, _ isEnabled: Bool) async throws(APIError) -> RequestPlan {
        try await client.plan(
            RecordChange(
                title: "\(isEnabled ? "Enable" : "Disable") \(domain.label, each: "domain")",
                name: "domain \(domain.label)",
                read: try client.call(.getLDAPDomain, path: ["id": domain.id]),
                write: .updateLDAPDomain, path: ["id": domain.id],
                members: [("enabled", .bool(isEnabled))],
                impact: isEnabled ? [] : ["Users of this domain can no longer log in."]))
    }

    /// Brings users and groups up to date with the directory.
    package func planSynchronise(_ domain: LDAPDomain) throws(APIError) -> RequestPlan {
        try client.plan(
            "Synchronise the domain \(domain.label)", name: "domain \(domain.label)",
            .syncLDAPDomain, path: ["id": domain.id], on: .nothing(.sameForAnyState),
            impact: ["Users and groups that left the directory may lose their access."])
    }

    /// Deletes domains in one call, while they are as they were read.
    package func planDelete(_ domains: [LDAPDomain]) throws(APIError) -> RequestPlan {
        var conditions: [Precondition] = []
        for domain in domains {
            conditions.append(
                .of(
                    domain.raw, read: try client.call(.getLDAPDomain, path: ["id": domain.id]),
                    LDAPDomain.fields.map(\.id).filter { !Redactor.isSecret($0) }))
        }
        var plan = try client.plan(
            "Delete \(domains.map(\.label).joined(separator: ", "))", name: counted(domains.count, "domain"),
            .deleteLDAPDomains, query: [QueryItem("ids", domains.map(\.id).joined(separator: ","))],
            on: .unchanged(conditions), impact: ["Users of these domains can no longer log in."])
        let ways = domains.map { WayBack.entry(DeletedEntry($0)) }
        plan.wayBack = ways.count == 1 ? ways.first : .several(ways)
        return plan
    }
}
