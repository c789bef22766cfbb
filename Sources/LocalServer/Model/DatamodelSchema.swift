import SisenseClient

/// The schema of a data model of version 2: its data sets with their tables, and the relations between columns. It is
/// kept with the cube; one of the sample company that nobody has changed has that of its data source.
struct DatamodelSchema {
    private let cube: JSONObject
    var datasets: [JSONObject]
    var relations: [JSONObject]

    init(of cube: JSONObject, in database: Database) {
        self.cube = cube
        if cube["datasets"]?.array != nil {
            datasets = cube.objects("datasets")
        } else {
            let source = SampleDatasource.named(cube.text("title"))
            datasets = source?.datasets(of: cube, in: database) ?? []
        }
        relations = cube.objects("relations")
    }

    func save(in database: inout Database, _ call: Call) {
        var cube = cube
        cube["datasets"] = .array(datasets.map(JSONValue.object))
        cube["relations"] = .array(relations.map(JSONValue.object))
        cube["lastUpdated"] = call.timestamp
        database.put(cube, id: cube.text("_id"), in: .cubes)
    }

    // MARK: Parts

    /// The position of a data set. - Throws: 404.
    func position(ofDataset id: String) throws(APIError) -> Int {
        try Self.position(of: id, in: datasets, "data set")
    }

    /// The position of a table of the data set at `position`. - Throws: 404.
    func position(ofTable id: String, at position: Int) throws(APIError) -> Int {
        try Self.position(of: id, in: tables(at: position), "table")
    }

    /// The position of a relation. - Throws: 404.
    func position(ofRelation id: String) throws(APIError) -> Int {
        try Self.position(of: id, in: relations, "relation")
    }

    private static func position(of id: String, in parts: [JSONObject], _ kind: String) throws(APIError) -> Int {
        guard let position = parts.firstIndex(where: { $0.text("oid") == id }) else { throw .notFound(kind, id) }
        return position
    }

    /// The tables of the data set at `position`.
    func tables(at position: Int) -> [JSONObject] {
        datasets[position]["schema"]?.object?.objects("tables") ?? []
    }

    mutating func setTables(_ tables: [JSONObject], at position: Int) {
        var schema = datasets[position]["schema"]?.object ?? JSONObject()
        schema["tables"] = .array(tables.map(JSONValue.object))
        datasets[position]["schema"] = .object(schema)
    }

    /// All tables with their columns.
    var allTables: [JSONObject] {
        var all: [JSONObject] = []
        for position in datasets.indices { all += tables(at: position) }
        return all
    }

    /// Drops relations of columns that are there no more.
    mutating func dropBrokenRelations() {
        let known = columnKeys
        relations.removeAll { !$0.objects("columns").allSatisfy { known.contains(Self.key(of: $0)) } }
    }

    /// - Throws: 404 for a relation with a column that is not part of the model.
    func check(relation: JSONObject) throws(APIError) {
        let known = columnKeys
        for column in relation.objects("columns") where !known.contains(Self.key(of: column)) {
            throw .notFound("column", column.text("column"))
        }
    }

    private static func key(of column: JSONObject) -> [String] {
        [column.text("dataset"), column.text("table"), column.text("column")]
    }

    private var columnKeys: Set<[String]> {
        var keys: Set<[String]> = []
        for (position, dataset) in datasets.enumerated() {
            for table in tables(at: position) {
                for column in table.objects("columns") {
                    keys.insert([dataset.text("oid"), table.text("oid"), column.text("oid")])
                }
            }
        }
        return keys
    }

    // MARK: Making parts

    /// A table with all members that the published definition gives it, but for those the server sets.
    static func table(named name: String, columns: [JSONObject]) -> JSONObject {
        JSONObject([
            ("id", .string(name)), ("name", .string(name)), ("columns", .array(columns.map { .object(whole($0)) })),
            ("hidden", false), ("buildBehavior", ["type": "sync", "accumulativeConfig": .null]),
            ("configOptions", .null), ("description", ""), ("tags", []), ("expression", .null), ("type", "base"),
        ])
    }

    private static func whole(_ column: JSONObject) -> JSONObject {
        JSONObject([
            ("id", ""), ("name", ""), ("type", 18), ("size", 0), ("precision", 0), ("scale", 0), ("hidden", false),
            ("indexed", true), ("description", .null), ("import", true), ("isCustom", false), ("expression", .null),
        ]).merging(column)
    }

    /// A data set as it is kept, of one as it is sent: with ids, its connection looked up, its passwords sealed.
    /// - Throws: 404 for a connection that is not kept.
    static func dataset(
        _ input: JSONObject, in database: inout Database, _ call: Call
    ) throws(APIError) -> JSONObject {
        var dataset = JSONObject([("oid", .string(ObjectID.make(call.now))), ("name", ""), ("type", "extract")])
            .merging(input)
        if let connection = input["connection"]?.object {
            dataset["connection"] = .object(try Self.connection(connection, in: &database))
        }
        dataset["fullname"] = dataset["fullname"] ?? .string("\(dataset.text("type")):\(dataset.text("name"))")
        dataset["lastUpdated"] = call.timestamp
        var tables: [JSONValue] = []
        for table in input["schema"]?.object?.objects("tables") ?? [] {
            tables.append(.object(self.table(table, call)))
        }
        dataset["schema"] = ["tables": .array(tables)]
        return dataset
    }

    /// A table as it is kept, of one as it is sent.
    static func table(_ input: JSONObject, _ call: Call) -> JSONObject {
        var table = self.table(named: input["name"]?.string ?? input.text("id"), columns: []).merging(input)
        var columns: [JSONValue] = []
        for column in input.objects("columns") {
            var column = whole(column)
            if column.text("name").isEmpty { column["name"] = column["id"] }
            if column.text("oid").isEmpty { column["oid"] = .string(ObjectID.make(call.now)) }
            columns.append(.object(column))
        }
        table["columns"] = .array(columns)
        if table.text("oid").isEmpty { table["oid"] = .string(ObjectID.make(call.now)) }
        table["createdAt"] = table["createdAt"] ?? call.timestamp
        table["lastUpdated"] = call.timestamp
        return table
    }

    /// A connection as a data set keeps it: what `oid` or `id` names, or what is written out.
    static func connection(
        _ input: JSONObject, in database: inout Database
    ) throws(APIError) -> JSONObject {
        guard input["provider"] == nil, let id = (input["oid"] ?? input["id"])?.string else {
            return ConnectionHandlers.sealed(input, &database)
        }
        guard let connection = database[.connections][id] else { throw .notFound("connection", id) }
        return reference(to: connection)
    }

    /// A kept connection as the data sets that read from it show it.
    static func reference(to connection: JSONObject) -> JSONObject {
        let shown = ConnectionHandlers.shown(connection)
        return JSONObject([
            ("id", shown["_id"] ?? .null), ("oid", shown["oid"] ?? .null), ("name", shown["name"] ?? ""),
            ("provider", shown["provider"] ?? ""), ("schema", shown["schema"] ?? ""),
            ("timeout", shown["timeout"] ?? 0), ("refreshRate", shown["refreshRate"] ?? 0),
            ("parameters", shown["parameters"] ?? [:]),
        ])
    }

    /// A data set as it is answered: without the secrets of its connection.
    static func shown(_ dataset: JSONObject) -> JSONObject {
        guard let connection = dataset["connection"]?.object else { return dataset }
        var dataset = dataset
        dataset["connection"] = .object(ConnectionHandlers.shown(connection))
        return dataset
    }
}
