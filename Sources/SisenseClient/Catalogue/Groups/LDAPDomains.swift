extension OperationGroup {
    package static let ldapDomains = OperationGroup(
        "ldap_domains",
        [
            .getLDAPDomains, .getLDAPDomain, .createLDAPDomain, .testLDAPDomain, .syncLDAPDomain, .updateLDAPDomain,
            .deleteLDAPDomains,
        ])
}

extension Operation {
    package static let getLDAPDomains = read(
        "/ldap_domains", "List LDAP domains",
        parameters: [.query("name", "Exact name filter"), .query("enabled", "State filter", .boolean), .ids],
        special: .list,
        expandable: ["users"],
        answers: [Answer(200, "Array of domains"), Answer(404, "Unknown expand")])

    package static let getLDAPDomain = read(
        "/ldap_domains/{id}", "One LDAP domain",
        parameters: [.path("id", "Id of the LDAP domain")],
        special: .one,
        expandable: ["users"],
        answers: [Answer(200, "Domain"), Answer(404, "Not found", codes: [202, 22001])])

    package static let createLDAPDomain = write(
        .post, "/ldap_domains", "Add an LDAP domain",
        danger: .reversible, change: .create,
        parameters: [
            .body(
                #"{"name", "enabled", "url", "baseDN", "username", "password", "syncActive", "syncInterval", "sslEnabled", "pfxCertificate", "pfxKey"}"#
            )
        ],
        answers: [
            Answer(201, "Created domain"), Answer(400, "Bad request", codes: [2004, 2006, 2007, 2009]),
            Answer(422, "Unprocessable", codes: [601, 2003]),
        ],
        notes: "Name and baseDN are unique.")

    package static let testLDAPDomain = read(
        "/ldap_domains/test", "Try an LDAP domain without saving",
        method: .post,
        parameters: [.body("The domain with its password")],
        answers: [Answer(204, "Connection works")])

    package static let syncLDAPDomain = write(
        .post, "/ldap_domains/{id}/sync", "Synchronise a domain now",
        danger: .destructive, change: .act,
        parameters: [
            .path("id", "Id of the LDAP domain"), .query("wait", "Answer only when done", .boolean),
            .body(#"{"force", "gnames", "unames"}"#, required: false),
        ],
        answers: [Answer(204, "Done (or started)")])

    package static let updateLDAPDomain = write(
        .patch, "/ldap_domains/{id}", "Change a domain",
        danger: .critical, change: .merge,
        parameters: [.path("id", "Id of the LDAP domain"), .body("The members to change")],
        answers: [Answer(200, "Updated domain"), Answer(404, "Not found", codes: [2001])])

    package static let deleteLDAPDomains = write(
        .delete, "/ldap_domains/bulk", "Delete domains",
        danger: .critical, change: .delete,
        parameters: [.query("ids", "Ids, comma separated", .array, required: true)],
        answers: [Answer(204, "Deleted"), Answer(404, "Not found", codes: [22001])],
        notes: "Older references call the parameter id.")
}
