import SisenseClient

/// Documents that plug-ins keep on the server (seeds/003, Custom Data).
enum CustomDataHandlers {
    static let routes: Route.Table = [
        .getCustomData: Route(.user) { database, _ throws(APIError) in
            .ok(Array(database[.customData].records))
        },
        .createCustomData: Route(.user) { database, call throws(APIError) in
            var document = try call.object()
            let id = ObjectID.make(call.now)
            document["_id"] = .string(id)
            database.put(document, id: id, in: .customData)
            return .created(document)
        },
        .queryCustomData: Route(.user) { database, call throws(APIError) in
            .ok(try find(try call.json(), in: database))
        },
        .updateCustomData: Route(.user) { database, call throws(APIError) in
            let input = try call.object()
            guard let query = input["queryForSearch"], let change = input["objectForUpdate"]?.object else {
                throw .invalid("The body needs queryForSearch and objectForUpdate", status: 400)
            }
            let found = try matching(query, in: database)
            for document in found {
                database.put(document.merging(change, except: ["_id"]), id: document.text("_id"), in: .customData)
            }
            return .ok(.count(found.count))
        },
        .deleteCustomData: Route(.user) { database, call throws(APIError) in
            let found = try matching(try call.json(), in: database)
            for document in found { database.remove(id: document.text("_id"), from: .customData) }
            return .ok(.count(found.count))
        },
    ]

    private static func find(_ query: JSONValue, in database: Database) throws(APIError) -> [JSONObject] {
        let filter = try DocumentFilter(query)
        return database[.customData].records.filter { filter.matches(.object($0)) }
    }

    /// - Throws: 404 when nothing matches, as changing and deleting are documented.
    private static func matching(_ query: JSONValue, in database: Database) throws(APIError) -> [JSONObject] {
        let found = try find(query, in: database)
        guard !found.isEmpty else { throw APIError(status: 404, code: 202, message: "No document matches the query") }
        return found
    }
}
