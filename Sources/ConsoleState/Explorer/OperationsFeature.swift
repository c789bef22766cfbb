import SisenseClient

extension ListFeature {
    /// Every operation of the API, to be looked up and called.
    static let operations = ListFeature(
        pane: .api,
        noun: "operations",
        columns: OperationRow.columns,
        isLocal: true,
        recordHeading: "In the catalogue",
        load: { _, take throws(APIError) in
            let rows = Catalogue.sisense.groups.flatMap { group in
                group.operations.map { OperationRow.content(of: $0, group: group.name) }
            }
            await take(RowPage(rows, columns: OperationRow.columns.count))
        },
        read: { environment, id throws(APIError) in
            let operation = try operation(id, environment)
            let group = Catalogue.sisense.group(of: operation.id)?.name ?? ""
            return ListRecord(
                row: OperationRow.content(of: operation, group: group), json: operation.json(group: group))
        },
        forms: [
            "call": { environment, ids throws(APIError) in
                CallForm(try operation(ids.first ?? "", environment)).state
            }
        ])

    private static func operation(_ id: RecordID, _ environment: ConsoleEnvironment) throws(APIError) -> Operation {
        if let operation = Catalogue.sisense[OperationID(id.description)] { return operation }
        throw APIError(
            .notFound, message: "There is no operation \(id).", request: id.description,
            server: environment.client.server.description)
    }
}
