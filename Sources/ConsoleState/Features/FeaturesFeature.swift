import SisenseClient

extension ListFeature {
    /// The features of the server that can be switched.
    static let features = ListFeature(
        pane: .features,
        noun: "features",
        columns: FeatureRow.columns,
        load: { environment, take throws(APIError) in
            let features = try await FeaturesService(environment.client).all()
            await take(RowPage(features.map(FeatureRow.content), columns: FeatureRow.columns.count))
        },
        read: { environment, id throws(APIError) in
            let feature = try await feature(id, environment)
            return ListRecord(row: FeatureRow.content(of: feature), json: feature.raw)
        },
        plans: [
            "toggle": each { environment, id throws(APIError) in
                let feature = try await feature(id, environment)
                return try await FeaturesService(environment.client).planToggle(feature, active: !feature.isActive)
            }
        ])

    /// One of the list: the API has no way to ask for a single feature.
    private static func feature(_ id: RecordID, _ environment: ConsoleEnvironment) async throws(APIError) -> Feature {
        let features = try await FeaturesService(environment.client).all()
        if let feature = features.first(where: { $0.id == id.description }) { return feature }
        throw APIError(
            .notFound, message: "The server has no feature \(id) any more.", request: "GET /api/v1/features",
            server: environment.client.server.description, nextStep: "R reads the list again.")
    }
}
