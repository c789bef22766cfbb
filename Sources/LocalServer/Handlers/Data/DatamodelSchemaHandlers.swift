import SisenseClient

/// Changes of the schema of a data model, part by part, and when it is built (version 2).
enum DatamodelSchemaHandlers {
    static let routes: Route.Table = [
        .createDatamodelDataset: Route(.dataDesigner) { database, call throws(APIError) in
            let dataset = try DatamodelSchema.dataset(try call.object(), in: &database, call)
            return .created(
                try change(&database, call) { schema, _ throws(APIError) in
                    schema.datasets.append(dataset)
                    return DatamodelSchema.shown(dataset)
                })
        },
        .updateDatamodelDataset: Route(.dataDesigner) { database, call throws(APIError) in
            var input = try call.object()
            // Its tables have operations of their own.
            input["schema"] = Optional.none
            if let connection = input["connection"]?.object {
                input["connection"] = .object(try DatamodelSchema.connection(connection, in: &database))
            }
            let members = input
            return .ok(
                try change(&database, call) { schema, call throws(APIError) in
                    let position = try schema.position(ofDataset: call.value("datasetId"))
                    // A connection is replaced as a whole: another provider has other parameters.
                    if members["connection"] != nil { schema.datasets[position]["connection"] = .null }
                    var dataset = schema.datasets[position].merging(members, except: ["oid"])
                    dataset["lastUpdated"] = call.timestamp
                    schema.datasets[position] = dataset
                    return DatamodelSchema.shown(dataset)
                })
        },
        .deleteDatamodelDataset: Route(.dataDesigner) { database, call throws(APIError) in
            _ = try change(&database, call) { schema, call throws(APIError) in
                let dataset = schema.datasets.remove(at: try schema.position(ofDataset: call.value("datasetId")))
                schema.dropBrokenRelations()
                return dataset
            }
            return Reply()
        },
        .createDatamodelTable: Route(.dataDesigner) { database, call throws(APIError) in
            var input = try call.object()
            input["oid"] = Optional.none
            let table = DatamodelSchema.table(input, call)
            return .created(
                try change(&database, call) { schema, call throws(APIError) in
                    let position = try schema.position(ofDataset: call.value("datasetId"))
                    let tables = schema.tables(at: position)
                    guard !tables.contains(where: { $0["name"] == table["name"] }) else {
                        throw .invalid("A table '\(table.text("name"))' exists already", status: 400)
                    }
                    schema.setTables(tables + [table], at: position)
                    return table
                })
        },
        .updateDatamodelTable: Route(.dataDesigner) { database, call throws(APIError) in
            let input = try call.object()
            return .ok(
                try change(&database, call) { schema, call throws(APIError) in
                    let position = try schema.position(ofDataset: call.value("datasetId"))
                    var tables = schema.tables(at: position)
                    let index = try schema.position(ofTable: call.value("tableId"), at: position)
                    // A build behaviour is one choice: what it leaves out is not kept from the one before.
                    if input["buildBehavior"] != nil { tables[index]["buildBehavior"] = .null }
                    let table = DatamodelSchema.table(tables[index].merging(input, except: ["oid", "createdAt"]), call)
                    tables[index] = table
                    schema.setTables(tables, at: position)
                    schema.dropBrokenRelations()
                    return table
                })
        },
        .deleteDatamodelTable: Route(.dataDesigner) { database, call throws(APIError) in
            _ = try change(&database, call) { schema, call throws(APIError) in
                let position = try schema.position(ofDataset: call.value("datasetId"))
                var tables = schema.tables(at: position)
                let table = tables.remove(at: try schema.position(ofTable: call.value("tableId"), at: position))
                schema.setTables(tables, at: position)
                schema.dropBrokenRelations()
                return table
            }
            return Reply()
        },
        .getDatamodelRelation: Route(.designer) { database, call throws(APIError) in
            let schema = try DatamodelHandlers.schema(database, call)
            return .ok(schema.relations[try schema.position(ofRelation: call.value("relationId"))])
        },
        .createDatamodelRelation: Route(.dataDesigner) { database, call throws(APIError) in
            var relation = JSONObject([("oid", .string(ObjectID.make(call.now)))])
            relation["columns"] = try call.object()["columns"] ?? []
            let made = relation
            return .created(
                try change(&database, call) { schema, _ throws(APIError) in
                    try schema.check(relation: made)
                    schema.relations.append(made)
                    return made
                })
        },
        .updateDatamodelRelation: Route(.dataDesigner) { database, call throws(APIError) in
            let columns = try call.object()["columns"]
            return .ok(
                try change(&database, call) { schema, call throws(APIError) in
                    let position = try schema.position(ofRelation: call.value("relationId"))
                    var relation = schema.relations[position]
                    relation["columns"] = columns ?? relation["columns"]
                    try schema.check(relation: relation)
                    schema.relations[position] = relation
                    return relation
                })
        },
        .deleteDatamodelRelation: Route(.dataDesigner) { database, call throws(APIError) in
            _ = try change(&database, call) { schema, call throws(APIError) in
                schema.relations.remove(at: try schema.position(ofRelation: call.value("relationId")))
            }
            return Reply()
        },

        .getBuildSchedule: Route(.designer) { database, call throws(APIError) in
            let cube = try DatamodelHandlers.find(call.value("datamodelId"), in: database)
            guard let schedule = cube["schedule"]?.object else {
                throw .notFound("build schedule", call.value("datamodelId"))
            }
            return .ok(schedule)
        },
        .replaceBuildSchedule: Route(.dataDesigner) { database, call throws(APIError) in
            var cube = try DatamodelHandlers.find(call.value("datamodelId"), in: database)
            let schedule = try call.object()
            let isNew = cube["schedule"]?.object == nil
            cube["schedule"] = .object(schedule)
            database.put(cube, id: cube.text("_id"), in: .cubes)
            return isNew ? .created(schedule) : .ok(schedule)
        },
        .deleteBuildSchedule: Route(.dataDesigner) { database, call throws(APIError) in
            var cube = try DatamodelHandlers.find(call.value("datamodelId"), in: database)
            guard cube["schedule"]?.object != nil else {
                throw .notFound("build schedule", call.value("datamodelId"))
            }
            cube["schedule"] = Optional.none
            database.put(cube, id: cube.text("_id"), in: .cubes)
            return Reply()
        },
    ]

    /// Changes the schema that the path names and keeps it. - Returns: What `change` returns.
    private static func change(
        _ database: inout Database, _ call: Call,
        _ change: (_ schema: inout DatamodelSchema, _ call: Call) throws(APIError) -> JSONObject
    ) throws(APIError) -> JSONObject {
        var schema = try DatamodelHandlers.schema(database, call)
        let answer = try change(&schema, call)
        schema.save(in: &database, call)
        return answer
    }
}
