extension OperationGroup {
    package static let geo = OperationGroup(
        "geo",
        [
            .getGeoJSON, .findLocations,
        ])
}

extension Operation {
    package static let getGeoJSON = read(
        "/geo/geoJson/{type}", "Coordinates of countries or US states",
        needsLogin: false,
        parameters: [.path("type", "Which map", choices: ["world", "usa"])],
        answers: [Answer(200, "GeoJSON")],
        notes: "Newer servers spell it geojson.")

    package static let findLocations = read(
        "/geo/locations", "Coordinates of named places",
        method: .post,
        parameters: [.body("The places")],
        answers: [Answer(200, "Coordinates")])
}
