import Foundation
import SisenseClient

/// Data sources and queries of them, over the sample tables (version 0.9).
enum DatasourceHandlers {
    static let routes: Route.Table = [
        .getDatasources: Route(.user) { _, call throws(APIError) in
            let title = call.query("q")?.lowercased() ?? ""
            return .ok(
                .array(
                    SampleDatasource.all.filter { title.isEmpty || $0.title.lowercased().contains(title) }.map(\.json)))
        },
        .queryDatasource: Route(.user) { _, call throws(APIError) in
            let input = try call.object()
            let (fields, rows) = try run(input, call)
            let values = rows.map { row in
                JSONValue.array(row.map { ["data": $0, "text": .string(text($0))] })
            }
            return .ok([
                "headers": .strings(fields.map(\.title)), "values": .array(values),
                "datasource": try source(call, input).json, "metadata": input["metadata"] ?? [],
            ])
        },
        .queryDatasourceCSV: Route(.user) { _, call throws(APIError) in
            let (fields, rows) = try run(try formQuery(call), call)
            return csv(fields.map(\.title), rows)
        },
        .generateSQL: Route(.user) { _, call throws(APIError) in
            let input = try call.object()
            _ = try source(call, input)
            guard let jaql = Jaql(input) else {
                throw .invalid("The query has no metadata with dimensions", status: 400)
            }
            return Reply(body: .bytes(Array(jaql.sql.utf8), contentType: "text/plain; charset=utf-8"))
        },
        .queryDatasourceSQL: Route(.user) { _, call throws(APIError) in
            let source = try source(call)
            guard let statement = SQLStatement(call.query("query") ?? ""),
                let table = source.tables.first(where: { $0.name.lowercased() == statement.table.lowercased() })
            else { throw notUnderstood(by: source) }
            // A column without a name is called so by real servers; clients read it.
            if statement.isCount { return .ok(["headers": ["Column"], "values": [[.count(table.rows.count)]]]) }
            guard let columns = statement.columns(of: table)
            else { throw notUnderstood(by: source) }
            let offset = call.query("offset").flatMap { Int($0) } ?? 0
            let count = call.query("count").flatMap { Int($0) } ?? 0
            let rest = table.rows.dropFirst(offset).prefix(statement.limit)
            let rows = (count > 0 ? rest.prefix(count) : rest).map { row in columns.map { row[$0] } }
            let names = columns.map { table.columns[$0].name }
            if call.query("format")?.lowercased() == "csv" { return csv(names, rows) }
            return .ok(["headers": .strings(names), "values": .array(rows.map(JSONValue.array))])
        },
    ]

    private static func notUnderstood(by source: SampleDatasource) -> APIError {
        .invalid("Only SELECT … FROM one table of '\(source.title)' is understood", status: 400)
    }

    /// The data source that the path names; clients that write `x` there name it in the query.
    private static func source(_ call: Call, _ query: JSONObject = JSONObject()) throws(APIError) -> SampleDatasource {
        let inside = query["datasource"]
        let names = [
            call.value("datasource"), inside?["title"]?.string ?? "",
            inside?["fullname"]?.string ?? inside?.string ?? "",
        ]
        guard let source = names.lazy.compactMap(SampleDatasource.named).first else {
            throw .notFound("data source", names.last { !$0.isEmpty } ?? "")
        }
        return source
    }

    private static func run(
        _ query: JSONObject, _ call: Call
    ) throws(APIError) -> (fields: [Jaql.Field], rows: [[JSONValue]]) {
        let source = try source(call, query)
        guard let jaql = Jaql(query) else {
            throw .invalid("The query has no metadata with dimensions", status: 400)
        }
        let (offset, count) = (query["offset"]?.integer ?? 0, query["count"]?.integer ?? 0)
        let rows = jaql.rows(in: source).dropFirst(max(0, offset))
        return (jaql.fields, Array(count > 0 ? rows.prefix(count) : rows))
    }

    /// The query in the form field `data`, as the web application sends it, or in the query field `data`, as the
    /// published definition has it.
    private static func formQuery(_ call: Call) throws(APIError) -> JSONObject {
        do {
            let form = call.query("data") == nil ? try RequestTarget.form(call.request.body[...]) : []
            let data = call.query("data") ?? form.first { $0.name == "data" }?.value
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

    private static func csv(_ headers: [String], _ rows: [[JSONValue]]) -> Reply {
        let lines = [headers] + rows.map { $0.map(text) }
        let csv = lines.map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
        return .file(Array(csv.utf8), "text/csv; charset=utf-8", name: "data.csv")
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

/// As much SQL as the sample tables can answer: `SELECT columns FROM table`, with `LIMIT` or `TOP`.
struct SQLStatement {
    let table: String
    let limit: Int
    /// True for `COUNT(*)`, which asks for the number of rows.
    let isCount: Bool
    /// Empty for all.
    private let names: [String]

    init?(_ text: String) {
        var words = text.replacing(",", with: " , ").split(whereSeparator: \.isWhitespace).map(String.init)
        func isNext(_ word: String) -> Bool { words.first?.uppercased() == word }
        func next() -> String? { words.isEmpty ? nil : words.removeFirst() }
        guard next()?.uppercased() == "SELECT" else { return nil }
        var limit = Int.max
        if isNext("TOP") {
            words.removeFirst()
            guard let number = next().flatMap({ Int($0) }) else { return nil }
            limit = number
        }
        guard let from = words.firstIndex(where: { $0.uppercased() == "FROM" }), from + 1 < words.count else {
            return nil
        }
        let list = words[..<from].joined(separator: " ").split(separator: ",").map(Self.name)
        table = Self.name(words[from + 1])
        let rest = words[(from + 2)...]
        if rest.first?.uppercased() == "LIMIT", rest.count == 2, let number = rest.last.flatMap({ Int($0) }) {
            limit = min(limit, number)
        } else if !rest.isEmpty {
            return nil
        }
        guard !list.isEmpty, limit >= 0 else { return nil }
        isCount = list.map { $0.uppercased() } == ["COUNT(*)"]
        names = list == ["*"] ? [] : list
        self.limit = limit
    }

    /// The positions of the columns asked for; nil when the table lacks one.
    func columns(of table: SampleDatasource.Table) -> [Int]? {
        guard !names.isEmpty else { return Array(table.columns.indices) }
        let found = names.compactMap { name in
            table.columns.firstIndex { $0.name.lowercased() == name.lowercased() }
        }
        return found.count == names.count ? found : nil
    }

    /// A name without its brackets, quotes and table.
    private static func name(_ text: some StringProtocol) -> String {
        String(text).components(separatedBy: ".").last?.filter { !"[]\"`; ".contains($0) } ?? ""
    }
}
