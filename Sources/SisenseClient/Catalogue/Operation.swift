/// One operation of the API, as data: enough to build its request, offer a form for it, complete it in a shell,
/// guard it, and route it in the local server.
package struct Operation: Sendable, Identifiable {
    package let method: HTTPMethod
    package let version: APIVersion
    /// The whole path from the root of the server, with gaps: `/api/v1/users/{id}`.
    package let template: PathTemplate
    /// One line: what it does.
    package let summary: String
    /// False for the few that answer without a token.
    package let needsLogin: Bool
    /// All inputs, the special query fields included.
    package let parameters: [Parameter]
    /// Members that `expand` takes.
    package let expandable: [String]
    package let answers: [Answer]
    package let danger: Danger
    package let change: Change
    /// What a caller has to know beside the summary; empty when there is nothing.
    package let notes: String

    /// An operation that reads. `base` stands in for the version's base where a path lies beside it.
    package static func read(
        _ path: String, _ summary: String, version: APIVersion = .v1, base: String? = nil, method: HTTPMethod = .get,
        needsLogin: Bool = true, parameters: [Parameter] = [], special: SpecialFields = [],
        expandable: [String] = [], answers: [Answer], notes: String = ""
    ) -> Operation {
        Operation(
            method: method, version: version, template: PathTemplate((base ?? version.base) + path), summary: summary,
            needsLogin: needsLogin, parameters: parameters + special.parameters, expandable: expandable,
            answers: answers, danger: .read,
            change: .none, notes: notes)
    }

    /// An operation that changes something, whatever its method: several GETs of this API do.
    package static func write(
        _ method: HTTPMethod, _ path: String, _ summary: String, version: APIVersion = .v1, danger: Danger,
        change: Change, needsLogin: Bool = true, parameters: [Parameter] = [], answers: [Answer],
        notes: String = ""
    ) -> Operation {
        Operation(
            method: method, version: version, template: PathTemplate(version.base + path), summary: summary,
            needsLogin: needsLogin, parameters: parameters, expandable: [], answers: answers, danger: danger,
            change: change, notes: notes)
    }

    /// Method and full path: `GET /api/v1/users/{id}`. Unique in the catalogue.
    package var id: OperationID { OperationID("\(method.rawValue) \(template)") }

    /// The path below the version's base, as the reference lists it: `/users/{id}`.
    package var path: String {
        let whole = template.description
        return whole.hasPrefix(version.base + "/") ? String(whole.dropFirst(version.base.count)) : whole
    }

    package var writes: Bool { danger > .read }

    /// The parameter that is the JSON body, when there is one.
    package var body: Parameter? { parameters.first { $0.place == .body } }
}
