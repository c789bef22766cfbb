/// The data behind dashboards (seeds/003, Dashboards; the form of `datasource` in a dashboard).
package struct DataSource: Sendable, Equatable, Identifiable {
    package let title: String
    /// The server that has it: `LocalHost`, or `Set` for sets.
    package let address: String
    /// As a dashboard carries it.
    package let raw: JSONValue

    /// From a dashboard. Nil for what names none.
    package init?(_ raw: JSONValue?) {
        guard let raw, let title = raw.text("title") else { return nil }
        self.title = title
        address = raw.text("address") ?? "LocalHost"
        self.raw = raw
    }

    /// Of a cube that no dashboard uses yet. Its id is made as the servers make it.
    package init(cube: DataRecord) {
        let server = cube.raw.text("server", "address") ?? "LocalHost"
        func part(_ text: String) -> String { "a" + text.uppercased().filter { $0 != " " } }
        title = cube.name
        address = server
        raw = [
            "title": .string(cube.name), "fullname": .string(cube.raw.text("fullname") ?? "\(server)/\(cube.name)"),
            "id": .string("\(part(server))_\(part(cube.name))"), "address": .string(server),
            "database": .string(cube.raw.text("databaseName") ?? cube.name),
        ]
    }

    /// Servers tell data sources apart by address and title.
    package var id: String { "\(address)/\(title)" }
}
