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
            let feature = try await FeaturesService(environment.client).get(id.description)
            let parts = feature.subscriptions.map { "\($0.isActive ? "on " : "off")  \($0.name)" }
            return ListRecord(
                row: FeatureRow.content(of: feature), json: feature.raw,
                sections: parts.isEmpty ? [] : [.list("Parts", parts)])
        },
        plans: [
            "toggle": each { environment, id throws(APIError) in
                let features = FeaturesService(environment.client)
                let feature = try await features.get(id.description)
                return try await features.planToggle(feature, active: !feature.isActive)
            }
        ],
        forms: ["parts": FeatureForms.parts])
}
