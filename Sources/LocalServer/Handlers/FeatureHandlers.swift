import SisenseClient

/// Features that can be switched (seeds/003, Features).
enum FeatureHandlers {
    static let routes: Route.Table = [
        .getFeatures: Route(.user) { database, _ throws(APIError) in
            .ok(Array(database[.features].records))
        },
        .toggleFeature: Route(.administrator) { database, call throws(APIError) in
            let key = call.value("key")
            guard var feature = database[.features][key] else { throw .notFound("feature", key) }
            // The reference does not say what the body looks like; a bare boolean is taken as well.
            let body = try call.json()
            guard let active = body.bool ?? body["active"]?.bool ?? body["toggleFeature"]?.bool else {
                throw .invalid("The body has to be {\"active\": true} or {\"active\": false}")
            }
            feature["active"] = .bool(active)
            if let subscriptions = body["subscriptions"] { feature["subscriptions"] = subscriptions }
            database.put(feature, id: key, in: .features)
            return .ok(feature)
        },
    ]
}
