import SisenseClient

/// The forms about features.
enum FeatureForms {
    /// Switches a feature and each of its parts.
    @concurrent static func parts(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let service = FeaturesService(context.client)
        let feature = try await service.get(ids.first?.description ?? "")
        let fields =
            [FormField.toggle("active", feature.name, feature.isActive, help: feature.description)]
            + feature.subscriptions.enumerated().map { index, part in
                .toggle("part \(index)", part.name, part.isActive, help: "A part of \(feature.name)")
            }
        return FormState("Turn \(feature.name) on or off", fields) { context, values throws(APIError) in
            guard !values.changed.isEmpty else { return .posted(Message(.info, "Nothing was changed")) }
            let parts = feature.subscriptions.indices.map { values.flag("part \($0)") }
            let plan = try await FeaturesService(context.client).planSwitch(
                feature, active: values.flag("active"), parts: parts)
            return .preview([plan], .list(.features, [RecordID(feature.id)]))
        }
    }
}
