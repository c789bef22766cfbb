package import SisenseClient

/// Something that can be done with the records of a resource: an operation of the catalogue, and how its path, query
/// and body are made of the record and of what is typed. How dangerous it is, the catalogue says.
package struct ResourceAction: Sendable {
    package enum Subject: Sendable {
        /// Makes a new record, or concerns them all.
        case none
        case one
        /// Is done for each record chosen.
        case each
    }

    package let name: String
    /// A verb with its object, for menus.
    package let label: String
    /// The label as the title of what follows, without the sign that something follows.
    var heading: String { label.replacing("…", with: "") }
    package let keys: String
    /// A word for the line of hints; empty when it does not belong there.
    package let hint: String
    package let subject: Subject
    package let operation: Operation
    /// The title of the change, as in `Delete the connection {name}`.
    let title: RecordTemplate
    /// The gaps of the operation's path; one of which nothing is said takes the record's id.
    let path: [String: RecordTemplate]
    /// The body to begin with, its texts templates; fields are put on top.
    let body: JSONValue?
    /// The fields asked for in a form. None: the request is made of the record alone.
    let fields: [ResourceField]
    /// True when the fields begin with what is there now, and only what changes is sent, or the whole where the
    /// operation replaces.
    let edits: Bool
    /// Reads what is edited, where that is not the record.
    let base: Operation?
    /// The operation that takes the same path and reverts this one.
    let inverse: Operation?
    let impact: [RecordTemplate]
    /// The state of a record to which it is done already; nil where there is none.
    let goal: Goal?
    /// Sections of the record that are hit; their lines are counted in the preview.
    let hits: [ResourceSection]
    /// Plans it for the record of an id, where its consequences are more than the description of a resource can say.
    let planner: Planner?

    typealias Planner = @Sendable (RecordID, WorkContext) async throws(APIError) -> RequestPlan

    /// A state of a record: a column, and the text that it has then.
    struct Goal: Sendable {
        let column: String
        let text: String

        /// Nil for a record that is not in it.
        func obstacle(in list: ListState?) -> String? {
            guard let list, list.targetCount == 1, list.cell(ofColumn: column) == text else { return nil }
            return "Is \(text)"
        }
    }

    private init(
        _ name: String, _ title: RecordTemplate, _ operation: Operation, label: String, keys: String, hint: String,
        subject: Subject, path: [String: RecordTemplate] = [:], body: JSONValue? = nil, fields: [ResourceField] = [],
        edits: Bool = false, base: Operation? = nil, inverse: Operation? = nil, impact: [RecordTemplate] = [],
        goal: Goal? = nil, hits: [ResourceSection] = [], planner: Planner? = nil
    ) {
        (self.goal, self.planner) = (goal, planner)
        (self.name, self.title, self.operation, self.label) = (name, title, operation, label)
        (self.keys, self.hint, self.subject, self.path) = (keys, hint, subject, path)
        (self.body, self.fields, self.edits, self.base) = (body, fields, edits, base)
        (self.inverse, self.impact, self.hits) = (inverse, impact, hits)
    }

    /// A request for each record chosen, made of nothing but the record.
    /// - Parameter goal: The state of a record for which there is nothing to do.
    static func each(
        _ name: String, _ title: RecordTemplate, _ operation: Operation, label: String, keys: String = "",
        hint: String = "", path: [String: RecordTemplate] = [:], body: JSONValue? = nil, inverse: Operation? = nil,
        impact: [RecordTemplate] = [], goal: Goal? = nil, hits: [ResourceSection] = [],
        by planner: Planner? = nil
    ) -> ResourceAction {
        ResourceAction(
            name, title, operation, label: label, keys: keys, hint: hint, subject: .each, path: path, body: body,
            inverse: inverse, impact: impact, goal: goal, hits: hits, planner: planner)
    }

    /// A form for a new record.
    static func add(
        _ title: RecordTemplate, _ operation: Operation, label: String, body: JSONValue? = nil,
        fields: [ResourceField]
    ) -> ResourceAction {
        ResourceAction(
            "add", title, operation, label: label, keys: "a", hint: "add", subject: .none, body: body, fields: fields)
    }

    /// A form that changes one record.
    /// - Parameter base: Reads what is edited, where that is not the record.
    static func edit(
        _ title: RecordTemplate, _ operation: Operation, label: String, path: [String: RecordTemplate] = [:],
        fields: [ResourceField], base: Operation? = nil, impact: [RecordTemplate] = []
    ) -> ResourceAction {
        ResourceAction(
            "edit", title, operation, label: label, keys: "e", hint: "edit", subject: .one, path: path, fields: fields,
            edits: true, base: base, impact: impact)
    }

    /// A form for one request. When the operation reads, its answer is shown.
    static func ask(
        _ name: String, _ title: RecordTemplate, _ operation: Operation, label: String, keys: String = "",
        hint: String = "", subject: Subject = .one, path: [String: RecordTemplate] = [:], body: JSONValue? = nil,
        fields: [ResourceField], impact: [RecordTemplate] = []
    ) -> ResourceAction {
        ResourceAction(
            name, title, operation, label: label, keys: keys, hint: hint, subject: subject, path: path, body: body,
            fields: fields, impact: impact)
    }
}

/// A field of a resource's form: what it asks for, and where in the request that goes.
struct ResourceField: Sendable {
    enum Kind: Sendable {
        case text
        case secret
        case number
        case flag
        /// Several texts.
        case lines
        /// Any JSON.
        case json
        case choice([String])
        /// A record of another resource, of which the text of the template is sent.
        case record(PaneID, sends: RecordTemplate)
        /// Several of them.
        case records(PaneID, sends: RecordTemplate)
        /// A user, typed as email address or user name, of whom the id is sent.
        case user
        /// Users and groups, typed one a line, sent as `{"party": id, "type": "user" or "group"}`.
        case parties
    }

    enum Destination: Sendable {
        /// The members of the body it lies below; the whole body for none.
        case body([String])
        case query(String)
        case path(String)
    }

    let id: String
    let label: String
    let kind: Kind
    let destination: Destination
    let isRequired: Bool
    let help: String

    /// - Parameters:
    ///   - id: The path of it in the body, as in `parameters.host`, unless `destination` says otherwise.
    init(
        _ id: String, _ label: String, _ kind: Kind = .text, in destination: Destination? = nil,
        isRequired: Bool = false,
        help: String = ""
    ) {
        (self.id, self.label, self.kind) = (id, label, kind)
        self.destination = destination ?? .body(RecordPath(id).names)
        (self.isRequired, self.help) = (isRequired, help)
    }
}
