import Foundation

/// The data side: connections, data sets and who may see which rows, cubes and sets, builds.
package struct DataService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    // MARK: Reading

    /// Version 2 has them on newer servers, version 1 on older ones.
    @concurrent package func connections() async throws(APIError) -> [DataRecord] {
        do throws(APIError) {
            return try await client.records("GET /api/v2/connections")
        } catch {
            guard error.kind == .notFound else { throw error }
            return try await client.records("GET /api/v1/connection")
        }
    }

    @concurrent package func dataSets() async throws(APIError) -> [DataRecord] {
        try await client.records("GET /api/v1/datasets")
    }

    @concurrent package func dataSecurity(of fullName: String) async throws(APIError) -> [DataRecord] {
        try await client.records("GET /api/v1/datasets/{fullname}/datasecurity", path: ["fullname": fullName])
    }

    @concurrent package func cubes() async throws(APIError) -> [DataRecord] {
        try await client.records("GET /api/v1/elasticubes/getElasticubes")
    }

    @concurrent package func sets() async throws(APIError) -> [DataRecord] {
        try await client.records("GET /api/v1/elasticubes/sets")
    }

    @concurrent package func builds() async throws(APIError) -> [DataRecord] {
        try await client.records("GET /api/v2/builds")
    }

    @concurrent package func dataModels() async throws(APIError) -> [DataRecord] {
        try await client.records("GET /api/v2/datamodels/schema")
    }

    // MARK: Changing

    /// What can be done to a running cube.
    package enum CubeAction: String, Sendable, CaseIterable {
        case start
        case stop
        case restart
    }

    /// `server` is the address of the cube's data source, `LocalHost` for the local one.
    package func plan(_ action: CubeAction, cube title: String, on server: String) throws(APIError) -> RequestPlan {
        try client.plan(
            "\(action.rawValue.capitalized) the cube \(title)", name: "cube \(title)",
            OperationID("POST /api/elasticubes/{server}/{title}/\(action.rawValue)"),
            path: ["server": server, "title": title],
            impact: action == .start ? [] : ["Queries to \(title) fail until it runs again."])
    }

    package func planBuild(model id: String, kind: String = "full") throws(APIError) -> RequestPlan {
        try client.plan(
            "Build the data model \(id)", name: "data model \(id)", "POST /api/v2/builds",
            body: .json(["datamodelId": .string(id), "buildType": .string(kind)]))
    }

    package func planCancelBuild(_ build: DataRecord) throws(APIError) -> RequestPlan {
        try client.plan(
            "Cancel the build \(build.name)", name: "build \(build.name)", "DELETE /api/v2/builds/{buildId}",
            path: ["buildId": build.id])
    }

    package func planDeleteConnection(_ connection: DataRecord) throws(APIError) -> RequestPlan {
        try client.plan(
            "Delete the connection \(connection.name)", name: "connection \(connection.name)",
            "DELETE /api/v1/connection/{id}", path: ["id": connection.id],
            impact: ["Data sets that use it can no longer be read."])
    }

    package func planDeleteRule(_ rule: DataRecord) throws(APIError) -> RequestPlan {
        try client.plan(
            "Delete a data security rule", name: "rule on \(rule.name)",
            "DELETE /api/v1/datasets/datasecurity/{dataSecurityId}", path: ["dataSecurityId": rule.id],
            impact: ["Users may see more, or fewer, rows than before."])
    }
}
