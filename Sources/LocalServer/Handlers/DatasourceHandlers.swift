import SisenseClient

/// Data sources and queries of them, over the sample tables (version 0.9).
enum DatasourceHandlers {
    static let routes: Route.Table = [
        .getDatasources: Route(.user) { _, _ throws(APIError) in
            .ok(.array(SampleDatasource.all.map(\.json)))
        },
        .queryDatasource: Route(.user) { _, call throws(APIError) in
            let input = try call.object()
            let (fields, rows) = try run(input, call)
            let values = rows.map { row in
                JSONValue.array(row.map { ["data": $0, "text": .string(text($0))] })
            }
            return .ok([
                "headers": .strings(fields.map(\.column)), "values": .array(values),
                "datasource": try source(call).json, "metadata": input["metadata"] ?? [],
            ])
        },
        .queryDatasourceCSV: Route(.user) { _, call throws(APIError) in
            let (fields, rows) = try run(try formQuery(call), call)
            let lines = [fields.map(\.column)] + rows.map { $0.map(text) }
            let csv = lines.map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
            return .file(Array(csv.utf8), "text/csv; charset=utf-8", name: "data.csv")
        },
    ]

    private static func source(_ call: Call) throws(APIError) -> SampleDatasource {
        guard let source = SampleDatasource.named(call.value("datasource")) else {
            throw .notFound("data source", call.value("datasource"))
        }
        return source
    }

    private static func run(
        _ query: JSONObject, _ call: Call
    ) throws(APIError) -> (fields: [Jaql.Field], rows: [[JSONValue]]) {
        let source = try source(call)
        guard let jaql = Jaql(query) else {
            throw .invalid("The query has no metadata with dimensions", status: 400)
        }
        let (offset, count) = (query["offset"]?.integer ?? 0, query["count"]?.integer ?? .max)
        return (jaql.fields, Array(jaql.rows(in: source).dropFirst(max(0, offset)).prefix(max(0, count))))
    }

    /// The query in the form field `data`, as the export of real servers sends it.
    private static func formQuery(_ call: Call) throws(APIError) -> JSONObject {
        do {
            let data = try RequestTarget.form(call.request.body[...]).first { $0.name == "data" }?.value
            guard let data else { throw HTTPFault.malformed("The form has no field data") }
            guard let query = try? JSONReader.read(data).object else {
                throw HTTPFault.malformed("The form field data is no JSON object")
            }
            return query
        } catch let fault as HTTPFault {
            throw .invalid(fault.message, status: 400)
        } catch {
            throw .invalid("\(error)", status: 400)
        }
    }

    private static func text(_ value: JSONValue) -> String {
        value.string ?? (value.isNull ? "" : JSONWriter.text(value, layout: .compact))
    }

    /// A field of CSV (RFC 4180, 2.6 and 2.7).
    private static func quoted(_ field: String) -> String {
        guard field.contains(where: { ",\"\r\n".contains($0) || $0 == "\r\n" }) else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }
}
