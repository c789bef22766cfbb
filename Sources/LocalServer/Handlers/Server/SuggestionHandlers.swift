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
        guard let kind = (input["charttype"] ?? input["chartType"])?.string else {
            throw .invalid("charttype is missing")
        }
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

    private static func content(_ input: JSONObject, _ database: Database, _ call: Call) throws(APIError)
        -> WidgetContent
    {
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

/// The outlines of countries and states, and the coordinates of places (seeds/003, Geo).
enum GeoHandlers {
    static let routes: Route.Table = [
        .getGeoJSON: Route(.anyone) { _, call throws(APIError) in
            let areas: [MapArea]
            switch call.value("type") {
            case "world": areas = MapArea.countries
            case "usa": areas = MapArea.states
            default: throw .notFound("map", call.value("type"))
            }
            return .ok(["type": "FeatureCollection", "features": .array(areas.map(\.feature))])
        },
        .findLocations: Route(.user) { _, call throws(APIError) in
            let body = try call.json()
            let names = (body.array ?? body["locations"]?.array ?? []).compactMap { $0.string ?? $0["name"]?.string }
            return .ok(.array(names.map { ["name": .string($0), "latLng": coordinates(of: $0)] }))
        },
    ]

    /// The coordinates of a city, or the middle of a country or state; null for a place that is not known.
    private static func coordinates(of name: String) -> JSONValue {
        let name = name.lowercased()
        let area = (MapArea.countries + MapArea.states).first { $0.name.lowercased() == name }
        guard let (longitude, latitude) = cities[name] ?? area?.middle else { return .null }
        return ["lat": MapArea.number(latitude), "lng": MapArea.number(longitude)]
    }

    private static let cities: [String: (longitude: Double, latitude: Double)] = [
        "berlin": (13.4, 52.5), "london": (-0.1, 51.5), "nairobi": (36.8, -1.3), "paris": (2.4, 48.9),
        "tokyo": (139.7, 35.7),
    ]
}
