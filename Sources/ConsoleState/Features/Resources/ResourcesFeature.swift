import SisenseClient

extension ListFeature {
    /// The resources that have a pane made of a description, a line each.
    static let resources = ListFeature(
        pane: .data,
        noun: "resources",
        columns: columns,
        isLocal: true,
        recordHeading: "How it is read",
        load: { _, take throws(APIError) in
            await take(RowPage(ResourceDescription.all.map(row), columns: columns.count))
        },
        read: { environment, id throws(APIError) in
            guard let resource = ResourceDescription.all.first(where: { $0.pane.rawValue == id.description }) else {
                throw APIError(
                    .notFound, message: "There is nothing called \(id).", request: "",
                    server: environment.client.server.description)
            }
            let operations = resource.listing.operations.map { JSONValue.string($0.description) }
            return ListRecord(row: row(resource), json: .array(operations))
        })

    private static let columns = [ListColumn("name", "Name"), ListColumn("about", "What it is")]

    private static func row(_ resource: ResourceDescription) -> RowContent {
        RowContent(id: RecordID(resource.pane.rawValue), cells: [resource.pane.title, resource.about])
    }
}
