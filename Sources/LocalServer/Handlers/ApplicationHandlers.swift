import SisenseClient

/// The health probe (seeds/003, Application).
enum ApplicationHandlers {
    static let routes: Route.Table = [
        .getApplicationStatus: Route(.anyone) { database, _ throws(APIError) in
            .ok(database[.settings]["status"] ?? JSONObject())
        }
    ]
}
