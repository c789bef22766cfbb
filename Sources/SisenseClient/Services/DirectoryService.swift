/// LDAP domains.
package struct DirectoryService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    @concurrent package func all() async throws(APIError) -> [DirectoryDomain] {
        try await client.records("GET /api/v1/ldap_domains")
    }

    package func planEnable(_ domain: DirectoryDomain, _ isEnabled: Bool) async throws(APIError) -> RequestPlan {
        try await client.plan(
            RecordChange(
                title: "\(isEnabled ? "Enable" : "Disable") the domain \(domain.label)", name: "domain \(domain.label)",
                read: try client.call("GET /api/v1/ldap_domains/{id}", path: ["id": domain.id]),
                write: "PATCH /api/v1/ldap_domains/{id}", path: ["id": domain.id],
                members: [("enabled", .bool(isEnabled))],
                impact: isEnabled ? [] : ["Users of this domain can no longer log in."]))
    }

    package func planSynchronise(_ domain: DirectoryDomain) throws(APIError) -> RequestPlan {
        try client.plan(
            "Synchronise the domain \(domain.label)", name: "domain \(domain.label)",
            "POST /api/v1/ldap_domains/{id}/sync", path: ["id": domain.id],
            impact: ["Users and groups that left the directory may lose their access."])
    }

    package func planDelete(_ domains: [DirectoryDomain]) throws(APIError) -> RequestPlan {
        try client.plan(
            "Delete \(domains.map(\.label).joined(separator: ", "))", name: counted(domains.count, "domain"),
            "DELETE /api/v1/ldap_domains/bulk", query: [QueryItem("ids", domains.map(\.id).joined(separator: ","))],
            impact: ["Users of these domains can no longer log in."])
    }
}
