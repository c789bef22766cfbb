/// One operation of the API, as data: enough to build its request, offer a form for it, complete it in a shell,
/// guard it, and route it in the local server.
///
/// Each is a constant, declared in the file of its group with the only copy of its path, and listed there in the
/// group. Code names operations by these constants; text that people typed or files keep is looked up in the
/// `Catalogue`. A class, since they are many members that nobody changes and that are handed on with every request.
package final class Operation: Sendable, Identifiable {
    /// Method and full path: `GET /api/v1/users/{id}`. Unique in the catalogue.
    package let id: String
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
    /// The kinds of record it may change; none where what it changes is shown nowhere.
    package let touches: Set<RecordKind>
    /// Facts that a caller has to know beside the summary; empty when there are none.
    package let notes: String
    /// False for one that was made of a method and a path for a single call, see `init(uncatalogued:path:)`.
    package let isCatalogued: Bool
    /// Of the id. An operation is looked up several times with every request.
    private let idHash: Int

    /// An operation that reads. `base` stands in for the version's base where a path lies beside it.
    static func read(
        _ path: String, _ summary: String, version: APIVersion = .v1, base: String? = nil, method: HTTPMethod = .get,
        needsLogin: Bool = true, parameters: [Parameter] = [], special: SpecialFields = [],
        expandable: [String] = [], answers: [Answer], notes: String = ""
    ) -> Operation {
        Operation(
            method, PathTemplate((base ?? version.base) + path), version: version, summary: summary,
            needsLogin: needsLogin,
            parameters: parameters + special.parameters, expandable: expandable,
            answers: answers, danger: .read, change: .none, touches: [], notes: notes)
    }

    /// An operation that changes something, whatever its method: several GETs of this API do.
    static func write(
        _ method: HTTPMethod, _ path: String, _ summary: String, version: APIVersion = .v1, danger: Danger,
        change: Change, touches: Set<RecordKind>, needsLogin: Bool = true, parameters: [Parameter] = [],
        answers: [Answer], notes: String = ""
    ) -> Operation {
        Operation(
            method, PathTemplate(version.base + path), version: version, summary: summary, needsLogin: needsLogin,
            parameters: parameters, expandable: [], answers: answers, danger: danger, change: change, touches: touches,
            notes: notes)
    }

    init(
        _ method: HTTPMethod, _ template: PathTemplate, version: APIVersion, summary: String, needsLogin: Bool = true,
        parameters: [Parameter] = [], expandable: [String] = [], answers: [Answer] = [], danger: Danger, change: Change,
        touches: Set<RecordKind>, notes: String = "", isCatalogued: Bool = true
    ) {
        (self.method, self.version, self.template) = (method, version, template)
        (id, self.summary, self.needsLogin) = ("\(method.rawValue) \(template)", summary, needsLogin)
        (self.parameters, self.expandable, self.answers) = (parameters, expandable, answers)
        (self.danger, self.change, self.touches) = (danger, change, touches)
        (self.notes, self.isCatalogued, idHash) = (notes, isCatalogued, id.hashValue)
    }

    /// Method and path with as many gaps filled as there are values for: `GET /api/v1/users/42`.
    package func line(_ values: [String: String]) -> String {
        "\(method.rawValue) \(template.sketched(with: values))"
    }

    /// The path below the version's base, as the reference lists it: `/users/{id}`.
    package var path: String {
        let whole = template.description
        return whole.hasPrefix(version.base + "/") ? String(whole.dropFirst(version.base.count)) : whole
    }

    package var writes: Bool { danger > .read }

    /// The parameter that is the JSON body, when there is one.
    package var body: Parameter? { parameters.first { $0.location == .body } }
}

/// An operation is its id: two values with one id are the same operation.
extension Operation: Hashable, CustomStringConvertible {
    package var description: String { id }

    package static func == (left: Operation, right: Operation) -> Bool { left === right || left.id == right.id }

    package func hash(into hasher: inout Hasher) { hasher.combine(idHash) }
}

/// The harm that an operation can do, which decides how it must be confirmed.
package enum Danger: Int, Sendable, Comparable, CaseIterable {
    /// Class A: changes nothing.
    case read
    /// Class B: changes one record and can be put back as it was.
    case reversible
    /// Class C: hard or impossible to put back, or changes more than one record.
    case destructive
    /// Class D: affects everyone on the server or can cut off access.
    case critical

    /// The letter in JSON and in the audit log.
    package var letter: String {
        switch self {
        case .read: "A"
        case .reversible: "B"
        case .destructive: "C"
        case .critical: "D"
        }
    }

    /// The word for it in lists.
    package var title: String {
        switch self {
        case .read: "read"
        case .reversible: "reversible"
        case .destructive: "destructive"
        case .critical: "critical"
        }
    }

    package static func < (left: Danger, right: Danger) -> Bool { left.rawValue < right.rawValue }
}

/// The effect of an operation on what is there already.
package enum Change: String, Sendable {
    /// Nothing: it reads.
    case none
    /// Adds a record.
    case create
    /// Replaces the record with the body: what the body leaves out is lost.
    case replace
    /// Changes the members the body names and keeps the others.
    case merge
    case delete
    /// Does something else: sends mail, ends sessions, starts a job.
    case act
}
