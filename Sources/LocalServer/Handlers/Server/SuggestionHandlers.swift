import SisenseClient

/// Proposals for widgets, and sentences about them (seeds/003, Suggestions and Narration).
enum SuggestionHandlers {
    static let routes: Route.Table = [
        .getSuggestionsStatus: Route(.administrator) { database, _ throws(APIError) in
            guard let status = database[.settings]["suggestions"] else { throw .notFound("suggestion", "status") }
            return .ok(status)
        },
        .querySuggestions: Route(.user) { database, call throws(APIError) in
            guard database[.features]["suggestions"]?["active"]?.bool ?? true else {
                throw APIError(status: 401, code: 401, message: "Suggestions are switched off")
            }
            return .ok(.array(try suggestions(call)))
        },
        .refreshSuggestions: Route(.administrator) { database, call throws(APIError) in
            guard var status = database[.settings]["suggestions"] else { throw .notFound("suggestion", "status") }
            status["lastExecution"] = call.timestamp
            database.put(status, id: "suggestions", in: .settings)
            return .ok(["message": "The suggestions are up to date", "suggestionCode": 0])
        },
        .getNarrationToken: Route(.user) { database, call throws(APIError) in
            guard isNarrating(database) else {
                throw APIError(status: 401, code: 401, message: "Narration is switched off")
            }
            return .ok([
                "token": .string(database.issueToken(user: try call.person().id, kind: "narration", now: call.now))
            ])
        },
        .narrateWidget: Route(.user) { database, call throws(APIError) in
            guard isNarrating(database) else {
                throw APIError(status: 401, code: 401, message: "Narration is switched off")
            }
            return .ok(["narration": .string(try narration(database, call))])
        },
    ]

    private static func isNarrating(_ database: Database) -> Bool {
        database[.features]["narration"]?["active"]?.bool ?? false
    }

    /// One chart for each kind that suits the fields asked for.
    private static func suggestions(_ call: Call) throws(APIError) -> [JSONValue] {
        let input = try call.object()
        let title = input["datasource"]?["title"]?.string ?? ""
        guard let source = SampleDatasource.named(title) else { throw .notFound("data source", title) }
        let dimensions = input.objects("fields").map { $0.text("dim") }
        let columns = source.tables.flatMap { table in table.columns.map { ("[\(table.name).\($0.name)]", $0.type) } }
        let chosen = columns.filter { dimensions.isEmpty || dimensions.contains($0.0) }
        let all = chosen.flatMap { dimension, type -> [JSONValue] in
            let kinds =
                ["int", "float"].contains(type)
                ? ["indicator", "chart/column", "chart/line"] : ["chart/pie", "pivot2"]
            return kinds.map { ["type": .string($0), "fields": [["dim": .string(dimension)]]] }
        }
        let rest = all.dropFirst(max(0, input["skip"]?.integer ?? 0))
        let count = input["count"]?.integer ?? 0
        return count > 0 ? Array(rest.prefix(count)) : Array(rest)
    }

    private static let chartTypes: Set<String> = ["column", "line", "pie", "bar", "indicator", "pivot2"]

    /// A few sentences for each column of numbers, of a widget or of a query alone.
    private static func narration(_ database: Database, _ call: Call) throws(APIError) -> String {
        let input = try call.object()
        let options = input["narration"]?.object ?? input
        guard let kind = (input["charttype"] ?? input["chartType"])?.string else { throw .invalid("charttype is missing") }
        guard chartTypes.contains(kind.replacing("chart/", with: "")) else {
            throw APIError(status: 404, code: 57007, message: "The chart type '\(kind)' is not supported")
        }
        let content = try content(input, database, call)
        let sentences = content.columns.indices.flatMap { column in
            Self.sentences(content, column, verbosity: options.text("verbosity"))
        }
        guard !sentences.isEmpty else {
            throw APIError(status: 404, code: 57008, message: "The data of this widget cannot be narrated")
        }
        return sentences.joined(separator: options.text("format") == "bullets" ? "\n" : " ")
    }

    private static func content(_ input: JSONObject, _ database: Database, _ call: Call) throws(APIError) -> WidgetContent {
        if let query = input["jaql"] ?? input["jaqlRequest"] {
            guard let query = query.object, let jaql = Jaql(query) else {
                throw .invalid("The JAQL has no metadata with dimensions", code: 57003)
            }
            let title = (query["datasource"]?["title"] ?? query["datasource"])?.string ?? ""
            guard let source = SampleDatasource.named(title) else { throw .notFound("data source", title) }
            return WidgetContent(jaql, in: source)
        }
        let id = input.text("widgetId")
        guard !id.isEmpty else { throw .invalid("The body needs jaql or widgetId") }
        guard let widget = database[.widgets][id] else { throw .notFound("widget", id, code: 14004) }
        return WidgetContent(try DashboardAccess(database, call).widget(id, of: widget.text("dashboardid")))
    }

    /// One sentence, two, or with `high` three; two where nothing is said.
    private static func sentences(_ content: WidgetContent, _ column: Int, verbosity: String) -> [String] {
        let numbers = content.rows.compactMap { row -> Double? in
            guard case .number(let number) = row[column] else { return nil }
            return number.double
        }
        guard let highest = numbers.max(), let lowest = numbers.min() else { return [] }
        let (name, total) = (content.columns[column], numbers.reduce(0, +))
        let all = [
            "\(name) adds up to \(text(total)) over \(numbers.count) rows.", "The highest is \(text(highest)).",
            "The lowest is \(text(lowest)), the average \(text(total / Double(numbers.count))).",
        ]
        return Array(all.prefix(verbosity == "low" ? 1 : verbosity == "high" ? 3 : 2))
    }

    private static func text(_ number: Double) -> String {
        JSONNumber(number)?.literal ?? ""
    }
}

/// The coordinates of countries, states and cities (seeds/003, Geo). Points, not borders.
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
