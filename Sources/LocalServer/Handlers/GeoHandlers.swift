import SisenseClient

/// Where countries, states and cities are (seeds/003, Geo). Points, not borders.
enum GeoHandlers {
    static let routes: Route.Table = [
        .getGeoJSON: Route(.anyone) { _, call throws(APIError) in
            let places: [Place]
            switch call.value("type") {
            case "world": places = countries
            case "usa": places = states
            default: throw .notFound("map", call.value("type"))
            }
            return .ok(["type": "FeatureCollection", "features": .array(places.map(\.feature))])
        },
        .findLocations: Route(.user) { _, call throws(APIError) in
            let body = try call.json()
            let names = (body.array ?? body["locations"]?.array ?? []).compactMap { $0.string ?? $0["name"]?.string }
            let all = countries + states + cities
            return .ok(
                .array(
                    names.map { name in
                        let place = all.first { $0.name.lowercased() == name.lowercased() }
                        return [
                            "name": .string(name),
                            "latLng": place.map { ["lat": $0.latitude, "lng": $0.longitude] } ?? .null,
                        ]
                    }))
        },
    ]

    private struct Place: Sendable {
        let name: String
        let latitude: JSONValue
        let longitude: JSONValue

        init(_ name: String, _ latitude: Double, _ longitude: Double) {
            self.name = name
            self.latitude = JSONNumber(latitude).map(JSONValue.number) ?? .null
            self.longitude = JSONNumber(longitude).map(JSONValue.number) ?? .null
        }

        var feature: JSONValue {
            [
                "type": "Feature", "properties": ["name": .string(name)],
                "geometry": ["type": "Point", "coordinates": [longitude, latitude]],
            ]
        }
    }

    private static let countries = [
        Place("Brazil", -10.8, -52.9), Place("China", 36.6, 103.8), Place("France", 46.6, 2.5),
        Place("Germany", 51.1, 10.4), Place("India", 22.9, 79.6), Place("Japan", 37.5, 138.0),
        Place("Kenya", 0.6, 37.8),
        Place("Mexico", 23.9, -102.5), Place("South Africa", -29.0, 25.1), Place("Spain", 40.2, -3.6),
        Place("United Kingdom", 54.1, -2.9), Place("United States", 39.8, -98.6),
    ]

    private static let states = [
        Place("California", 37.2, -119.5), Place("Colorado", 39.0, -105.5), Place("Florida", 28.6, -82.4),
        Place("Illinois", 40.0, -89.2), Place("New York", 42.9, -75.5), Place("Texas", 31.5, -99.3),
        Place("Washington", 47.4, -120.4),
    ]

    private static let cities = [
        Place("Berlin", 52.5, 13.4), Place("London", 51.5, -0.1), Place("Nairobi", -1.3, 36.8),
        Place("Paris", 48.9, 2.4), Place("Tokyo", 35.7, 139.7),
    ]
}
