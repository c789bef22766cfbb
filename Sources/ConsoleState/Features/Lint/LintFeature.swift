import SisenseClient

extension ListFeature {
    /// What should worry an administrator of this server.
    static let lint = ListFeature(
        pane: .lint,
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
            // As it was found: a new look may take long, and is asked for by reading the list again.
            guard let record = FindingRow.record(id) else {
                throw APIError(
                    .notFound, message: "There is no such finding.", request: "",
                    server: environment.client.server.description)
            }
            return record
        })
}
