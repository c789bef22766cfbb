import SisenseClient

extension ListFeature {
    /// The features of the server that can be switched.
    static let features = ListFeature(
        .features, title: "Features", noun: "features", rows: featureRows,
        commands: [
            .changeEach(
                "toggle", keys: "t", hint: .init("turn off", off: "turn on"), "Turn on or off",
                menu: .edit("t", "For everyone on this server.")
            ) { context, id throws(APIError) in
                let features = FeaturesService(context.client)
                let feature = try await features.get(id.description)
                return try await features.planToggle(feature, active: !feature.isActive)
            },
            .formForOne(
                "parts", keys: "e", hint: "parts", "Parts…",
                menu: .edit("e", "Turns the feature and each of its parts on or off."), form: FeatureForms.parts),
        ],
        emptyText: "This version of the server has no features to turn on or off.",
        load: { context, take throws(APIError) in
            let features = try await FeaturesService(context.client).all()
            await featureRows.hand(features, to: take)
        },
        read: { context, id throws(APIError) in
            let feature = try await FeaturesService(context.client).get(id.description)
            let parts = feature.subscriptions.map { "\($0.isActive ? "on " : "off")  \(ValueText.spelled($0.name))" }
            return ListRecord(
                row: featureRows.row(feature), json: feature.raw,
                page: .columns(
                    parts.isEmpty ? [] : [RecordBlock("Parts", parts)], changesOf: id, in: .features))
        })

    private static let featureRows = RowLayout<SisenseClient.Feature>(
        [
            Column("name", "Name", 16, priority: 9, isName: true) { $0.name },
            Column("active", "Active", 7, kind: .state, priority: 8) { $0.isActive ? "on" : "off" },
            Column(
                "parts", "Parts", 8, kind: .aside, priority: 4,
                sortedBy: { $0.subscriptions.isEmpty ? nil : Double($0.subscriptions.count(where: \.isActive)) }
            ) { feature in
                let active = feature.subscriptions.count(where: \.isActive)
                return feature.subscriptions.isEmpty ? "" : "\(active) of \(feature.subscriptions.count)"
            },
            Column("key", "Key", 12, kind: .aside, priority: 5, identity: .key) { $0.id },
            Column("about", "Description", 16, kind: .aside, priority: 6) { $0.description },
        ],
        id: { RecordID($0.id) },
        style: { $0.isActive ? .plain : .off })
}

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
