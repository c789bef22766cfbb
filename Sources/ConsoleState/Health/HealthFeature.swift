import SisenseClient

extension ListFeature {
    /// What should worry an administrator of this server.
    static let health = ListFeature(
        pane: .health,
        noun: "findings",
        columns: FindingRow.columns,
        recordHeading: "The rule",
        load: { environment, take throws(APIError) in
            try await Lint.run(environment) { findings in
                guard !findings.isEmpty else { return }
                await take(RowPage(findings.map(FindingRow.content), columns: FindingRow.columns.count))
            }
        },
        read: { environment, id throws(APIError) in
            // Only a new look tells whether it is still so.
            let findings = try await Lint.findings(environment)
            guard let finding = findings.first(where: { $0.id == id.description }) else {
                throw APIError(
                    .notFound, message: "This is no longer so.", request: "",
                    server: environment.client.server.description)
            }
            return FindingRow.record(FindingRow.content(of: finding))
        })
}
