/// A record of a list that can be made again from its document alone: a trusted server, or an LDAP domain without what
/// no server reports of it.
package struct DeletedEntry: Sendable, Equatable {
    private enum Kind: String {
        case trustedServer, directory
    }

    private let kind: Kind
    /// What a new one is made of.
    private let document: JSONValue
    private let name: String

    package init(_ server: TrustedServer) {
        (kind, name) = (.trustedServer, server.label)
        document = ["serverName": .string(server.address), "name": .string(server.name)]
    }

    package init(_ domain: LDAPDomain) {
        (kind, name) = (.directory, domain.label)
        document = domain.raw.only(LDAPDomain.fields.map(\.id).filter { !Redactor.isSecret($0) })
    }

    var note: String {
        switch kind {
        case .trustedServer: "Can be undone: it is added again, under a new id."
        case .directory:
            "Can be undone: the domain is added again, under a new id. Its password and certificate have to be typed "
                + "again, and imported again its users may get new ids."
        }
    }

    /// None where it is on the list again.
    func plans(_ client: APIClient) async throws(APIError) -> [RequestPlan] {
        switch kind {
        case .trustedServer:
            let all = try await TrustedServersService(client).all()
            guard !all.contains(where: { $0.address == document.text("serverName") }) else { return [] }
            return [
                try creation("Undo: Remove \(name, each: "trusted server")", .createTrustedServer, [], client)
            ]
        case .directory:
            let all = try await LDAPService(client).all()
            guard !all.contains(where: { $0.name == document.text("name") }) else { return [] }
            let missing = ["Its password and certificate are missing until you type them in its form."]
            return [try creation("Undo: Delete \(name, each: "domain")", .createLDAPDomain, missing, client)]
        }
    }

    private func creation(
        _ title: PlanTitle, _ operation: Operation, _ warnings: [String], _ client: APIClient
    ) throws(APIError) -> RequestPlan {
        let target = kind == .trustedServer ? "trusted server \(name)" : "domain \(name)"
        return RequestPlan(
            title: title, call: try client.call(operation, body: .json(document)),
            target: .init(server: client.server, name: target), base: [:], result: document, warnings: warnings
        ).resting(on: .nothing(.makesRecord))
    }

    // MARK: In the audit log

    var json: JSONValue { ["kind": .string(kind.rawValue), "document": document, "name": .string(name)] }

    init?(_ json: JSONValue) {
        guard let kind = json.text("kind").flatMap(Kind.init), let document = json["document"],
            document.object != nil
        else { return nil }
        (self.kind, self.document, name) = (kind, document, json.text("name") ?? "")
    }
}
