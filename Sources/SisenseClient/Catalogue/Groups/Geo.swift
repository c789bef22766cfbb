extension OperationGroup {
    package static let geo = OperationGroup(
        "geo",
        [
            .read(
                "/geo/geoJson/{type}", "Coordinates of countries or US states",
                needsLogin: false,
                parameters: [.path("type", "Which map", choices: ["world", "usa"])],
                answers: [Answer(200, "GeoJSON")],
                notes: "Newer servers spell it geojson."),
            .read(
                "/geo/locations", "Coordinates of named places",
                method: .post,
                parameters: [.body("The places")],
                answers: [Answer(200, "Coordinates")]),
        ])
}
