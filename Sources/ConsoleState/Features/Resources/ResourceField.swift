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

    enum Place: Sendable {
        /// Below these members of the body; the whole body for none.
        case body([String])
        case query(String)
        case path(String)
    }

    let id: String
    let label: String
    let kind: Kind
    let place: Place
    let isRequired: Bool
    let help: String

    /// - Parameters:
    ///   - id: Where it goes in the body, as in `parameters.host`, unless `place` says otherwise.
    init(
        _ id: String, _ label: String, _ kind: Kind = .text, in place: Place? = nil, isRequired: Bool = false,
        help: String = ""
    ) {
        (self.id, self.label, self.kind) = (id, label, kind)
        self.place = place ?? .body(RecordPath(id).names)
        (self.isRequired, self.help) = (isRequired, help)
    }
}
