/// A record of the data side (connection, data set, cube, set, build, data model, rule), of which the console shows
/// a name, a kind and a state, and the rest as it came.
package struct DataRecord: Record {
    package let id: String
    package let name: String
    package let kind: String
    package let state: String
    package let lastUpdated: Timestamp?
    package let raw: JSONValue

    package init?(_ raw: JSONValue) {
        guard let id = raw.text("oid", "_id", "id", "fullname", "title", "name") else { return nil }
        self.id = id
        name = raw.text("title", "name", "fullname", "provider", "column") ?? id
        kind = raw.text("type", "provider", "datatype", "buildType") ?? ""
        state = raw.text("status") ?? ""
        lastUpdated = raw.time("lastBuiltUtc") ?? raw.time("lastUpdated") ?? raw.time("created")
        self.raw = raw
    }
}
