import Foundation
import SisenseClient

/// The form for a call of any operation, made from what the catalogue knows of its parameters.
struct CallForm: Sendable {
    private let operation: SisenseClient.Operation

    init(_ operation: SisenseClient.Operation) {
        self.operation = operation
    }

    /// Required fields come first. Submitting a read shows the answer; submitting a write shows its preview.
    var state: FormState {
        let ordered = operation.parameters.filter(\.isRequired) + operation.parameters.filter { !$0.isRequired }
        return FormState("\(operation.id)", ordered.map(field)) { environment, values throws(APIError) in
            try await submit(values, environment)
        }
    }

    // MARK: Fields

    private func field(_ parameter: Parameter) -> FormField {
        let id = Self.id(parameter)
        let label = parameter.name
        let help = "\(parameter.place.rawValue), \(parameter.kind.rawValue): \(parameter.meaning)"
        if !parameter.choices.isEmpty || parameter.kind == .boolean {
            let choices = parameter.choices.isEmpty ? ["true", "false"] : parameter.choices
            let options =
                (parameter.isRequired ? [] : [FormOption("", "not sent")]) + choices.map { FormOption($0, $0) }
            return .choice(id, label, options, help: help)
        }
        if Redactor.isSecret(parameter.name) { return .secret(id, label, isRequired: parameter.isRequired, help: help) }
        if parameter.place == .body {
            let lines = parameter.isRequired ? ["{}"] : [""]
            return .lines(id, label, lines, isRequired: parameter.isRequired, help: help)
        }
        let expandable = operation.expandable.joined(separator: ", ")
        let more = parameter.name == "expand" && !expandable.isEmpty ? " Takes \(expandable)." : ""
        return .text(id, label, isRequired: parameter.isRequired, help: help + more) { check($0, parameter.kind) }
    }

    /// One name may stand in the path and in the query.
    private static func id(_ parameter: Parameter) -> String { "\(parameter.place.rawValue) \(parameter.name)" }

    private func check(_ text: String, _ kind: Parameter.Kind) -> String? {
        switch kind {
        case .integer: Int(text) == nil ? "A whole number is wanted" : nil
        case .number: Double(text) == nil ? "A number is wanted" : nil
        case .string, .boolean, .array, .object, .file: nil
        }
    }

    // MARK: Submitting

    private func submit(_ values: FormValues, _ environment: ConsoleEnvironment) async throws(APIError) -> ConsoleAction
    {
        let client = environment.client
        var body: RequestBody?
        if let parameter = operation.body {
            let text = values.lines(Self.id(parameter)).joined(separator: "\n")
            do throws(JSONError) {
                body = text.isEmpty ? nil : .json(try JSONReader.read(Data(text.utf8)))
            } catch {
                return .form(.refused(field: Self.id(parameter), "This is not JSON: \(error)"))
            }
        }
        let call = try makeCall(values, body: body, client: client)
        if operation.writes {
            let plan = RequestPlan(call, on: client.server)
            return .write(.planned(.success([plan]), .list(.api, [])))
        }
        let response = try await client.read(call)
        return .list(.api, .recordShown(record(response).outlined(in: .operations), title: "\(operation.id)"))
    }

    private func makeCall(_ values: FormValues, body: RequestBody?, client: APIClient) throws(APIError) -> Call {
        var path: [String: String] = [:]
        var query: [QueryItem] = []
        var form: [QueryItem] = []
        var headers: HTTPHeaders = [:]
        for parameter in operation.parameters {
            let text = values.text(Self.id(parameter))
            guard !text.isEmpty else { continue }
            switch parameter.place {
            case .path: path[parameter.name] = text
            case .query: query.append(QueryItem(parameter.name, text))
            case .form: form.append(QueryItem(parameter.name, text))
            case .header: headers[parameter.name] = text
            case .body: break
            }
        }
        let sent = form.isEmpty ? body : .form(form)
        return try client.call(operation.id, path: path, query: query, headers: headers, body: sent)
    }

    private func record(_ response: Response) -> ListRecord {
        let milliseconds = Int(response.duration / .milliseconds(1))
        let heading = "Answered with \(response.status) in \(milliseconds) ms, \(response.body.count) bytes"
        let group = Catalogue.sisense.group(of: operation.id)
        return ListRecord(
            row: OperationRow.content(of: operation, group: group?.name ?? ""), json: json(response), heading: heading)
    }

    /// What is not JSON is shown as text when it is one, else by its size.
    private func json(_ response: Response) -> JSONValue {
        if let json = try? response.json() { return json }
        if let text = String(data: response.body, encoding: .utf8) { return .string(text) }
        return .string("\(response.body.count) bytes of \(response.headers["Content-Type"] ?? "an unknown kind")")
    }
}
