import SisenseClient

/// Refuses what an operation is not declared to take: queries by the parameters of the catalogue, bodies by `BodyForms`.
enum InputCheck {
    /// - Throws: The documented refusal of the operation, with all complaints.
    static func check(_ call: Call) throws(APIError) {
        for parameter in call.operation.parameters where parameter.location == .query {
            try check(parameter, of: call)
        }
        guard let body = call.operation.body, let form = BodyForms.all[call.operation] else { return }
        if call.request.body.isEmpty, !body.isRequired { return }
        let complaints = form.complaints(about: try call.json())
        if !complaints.isEmpty { throw refusal(complaints, of: call.operation) }
    }

    private static func check(_ parameter: Parameter, of call: Call) throws(APIError) {
        guard let text = call.query(parameter.name), !text.isEmpty else { return }
        let expected: String?
        switch parameter.kind {
        case .integer: expected = (Int(text) ?? -1) >= 0 ? nil : "a whole number from 0"
        case .number: expected = Double(text).map { $0.isFinite && $0 >= 0 } ?? false ? nil : "a number from 0"
        case .boolean: expected = Call.flag(text) == nil ? "true or false" : nil
        case .string, .array, .object, .file:
            let isKnown =
                parameter.choices.isEmpty || parameter.choices.contains { $0.lowercased() == text.lowercased() }
            expected = isKnown ? nil : parameter.choices.joined(separator: " or ")
        }
        guard let expected else { return }
        throw APIError(
            status: statusOfBadQuery[call.operation] ?? status(of: Form.Complaint.invalid, in: call.operation),
            code: Form.Complaint.invalid, message: "\(parameter.name) has to be \(expected), not '\(text)'")
    }

    /// Operations that are documented to answer a bad query otherwise.
    private static let statusOfBadQuery: [SisenseClient.Operation: Int] = [.getPlugins: 404]

    private static func refusal(
        _ complaints: [Form.Complaint], of operation: SisenseClient.Operation
    ) -> APIError {
        let codes = complaints.map(\.code)
        // What is missing comes first: whoever adds it sees the rest then.
        let code = codes.contains(Form.Complaint.missing) ? Form.Complaint.missing : codes.first ?? 0
        let first = complaints.filter { $0.code == code }
        let message =
            code == Form.Complaint.missing
            ? "A mandatory field is missing: \(first.map(\.path).joined(separator: ", "))" : first.first?.message ?? ""
        return APIError(
            status: status(of: code, in: operation), code: code, message: message, details: complaints.map(\.message))
    }

    /// The status that the operation is documented to answer with this code; else the one it has for bad input.
    private static func status(of code: Int, in operation: SisenseClient.Operation) -> Int {
        if let answer = operation.answers.first(where: { $0.codes.contains(code) }) { return answer.status }
        let documented = operation.answers.map(\.status)
        if code == Form.Complaint.empty || (documented.contains(400) && !documented.contains(422)) { return 400 }
        return 422
    }
}
