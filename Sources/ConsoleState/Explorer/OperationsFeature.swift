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
            guard
                let group = Catalogue.sisense.groups.first(where: { group in
                    group.operations.contains { $0.id.description == id.description }
                }), let operation = group.operations.first(where: { $0.id.description == id.description })
            else {
                throw APIError(
                    .notFound, message: "There is no operation \(id).", request: id.description,
                    server: environment.client.server.description)
            }
            return ListRecord(
                row: OperationRow.content(of: operation, group: group.name), json: operation.json(group: group.name))
        },
        forms: [
            "call": { environment, ids throws(APIError) in
                guard let id = ids.first, let operation = Catalogue.sisense[OperationID(id.description)] else {
                    throw APIError(
                        .notFound, message: "There is no operation here.", request: "",
                        server: environment.client.server.description)
                }
                return CallForm(operation).state
            }
        ])
}
