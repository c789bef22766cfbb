package import Foundation

extension PlanFile {
    /// No plan that people look through is larger.
    private static let sizeLimit = 16 << 20

    /// Reads a file that anybody may have written: whatever it does not mean for certain is an error with its place.
    /// - Throws: `PlanFileError`.
    package init(_ data: Data) throws(PlanFileError) {
        guard data.count <= Self.sizeLimit else { throw PlanFileError("", "larger than \(Self.sizeLimit >> 20) MB") }
        let document: JSONValue
        do throws(JSONError) {
            document = try JSONReader.read(data, strictness: .strict)
        } catch {
            let line = data.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
            throw PlanFileError("line \(line)", "not valid JSON: \(error.message)")
        }
        let root = PlanNode(document)
        let format = try root.string("format")
        guard format == Self.format else {
            throw PlanFileError("format", "\"\(format)\" is not \"\(Self.format)\", which is what this version reads")
        }
        try root.allow("format", "id", "made", "expires", "input", "server", "steps")
        let (made, server) = (try root.node("made"), try root.node("server"))
        try made.allow("at", "by", "account", "with")
        try server.allow("address", "name")
        guard let time = Timestamp(try made.string("at")) else { throw made.error("at", "not a time") }
        let address: ServerAddress
        let text = try server.string("address")
        do throws(ServerAddressError) {
            address = try ServerAddress(text)
        } catch {
            throw server.error("address", error.description)
        }
        let steps = try root.nodes("steps").map { node throws(PlanFileError) in try Step(node) }
        guard !steps.isEmpty else { throw root.error("steps", "holds no step") }
        var ids: Set<String> = []
        for (index, step) in steps.enumerated() where !ids.insert(step.id).inserted {
            throw PlanFileError("steps[\(index)].id", "is that of an earlier step")
        }
        let expiry = try root.text("expires").map { text throws(PlanFileError) in
            guard let time = Timestamp(text) else { throw root.error("expires", "not a time") }
            return time
        }
        try Self.checkReferences(steps)
        self.init(
            id: try root.string("id"),
            maker: Maker(
                time: time, person: try made.string("by"), account: try made.text("account"),
                program: try made.string("with")),
            server: address, serverName: try server.string("name"), steps: steps)
        set(expiry: expiry, input: try root.text("input"))
    }

    /// Makes sure that what a step refers to is made by a step before it.
    private static func checkReferences(_ steps: [Step]) throws(PlanFileError) {
        var made: Set<String> = []
        for (index, step) in steps.enumerated() {
            if let missing = step.call.madeRecords.subtracting(made).min() {
                throw PlanFileError(
                    "steps[\(index)].request", "refers to \(missing), which no step before it makes")
            }
            if Creation.of(step.call.operation) != nil { made.insert(step.id) }
        }
    }
}

extension PlanFile.Step {
    fileprivate init(_ node: PlanNode) throws(PlanFileError) {
        try node.allow(
            "id", "title", "record", "danger", "changes", "impact", "warnings", "request", "base", "further",
            "result", "undo", "wayBack", "state")
        let request = try node.node("request")
        call = try Call(request)
        guard call.operation.writes else { throw request.error("operation", "\(call.operation.id) changes nothing") }
        let letter = try node.string("danger")
        guard let danger = Danger.allCases.first(where: { $0.letter == letter }) else {
            throw node.error("danger", "\"\(letter)\" is no class of danger")
        }
        // A file cannot make a change less grave than it is.
        self.danger = max(danger, call.operation.danger)
        (id, title, record) = (try node.string("id"), try node.string("title"), try node.string("record"))
        changes = try node.nodes("changes").map { node throws(PlanFileError) in try FieldChange(node) }
        (impact, warnings) = (try node.texts("impact"), try node.texts("warnings"))
        base = try node.child("base").map { node throws(PlanFileError) in try Precondition(node) }
        further = try node.nodes("further").map { node throws(PlanFileError) in try Precondition(node) }
        guard base != nil || further.isEmpty else { throw node.error("further", "stands without a base") }
        result = node.value("result")
        undo = try node.child("undo").map { node throws(PlanFileError) in try Call(node) }
        wayBack = WayBack(node.value("wayBack"))
        guard wayBack != nil || node.value("wayBack") == nil else { throw node.error("wayBack", "is no way back") }
        state = (node.value("state")?.object?.members ?? []).map { StateFolder.Leaf(name: $0.key, value: $0.value) }
        try checkRecord(of: node)
        try checkWords(of: node)
    }

    /// Makes sure that the record which is looked at and named is the one that the request is about, and that the
    /// request which undoes it is about no other.
    private func checkRecord(of node: PlanNode) throws(PlanFileError) {
        let named = call.namedValues
        var checks = further.map { ("further", $0) }
        if let base { checks.append(("base.read", base)) }
        for (name, check) in checks {
            let looked = check.read.path.values + [check.item?.value, check.holdings?.holder].compactMap(\.self)
            if let other = looked.first(where: { !named.contains($0) }) {
                throw node.error(name, "is about \(other), which the request does not name")
            }
        }
        if let base { try checkMembers(of: base, node) }
        if let undo, undo.operation.danger > danger {
            throw node.error("undo.operation", "\(undo.operation.id) is graver than the request")
        }
        if let undo, undo.operation == call.operation, undo.path != call.path {
            throw node.error("undo.path", "is about another record than the request")
        }
    }

    /// Makes sure that nothing is sent of which the check says nothing: what is stated of it before would be shown, and
    /// never compared with the server.
    private func checkMembers(of base: Precondition, _ node: PlanNode) throws(PlanFileError) {
        guard case .json(let body)? = call.body else { return }
        if let labels = base.entries?.labels {
            guard Set(labels.values).count == labels.count else { throw node.error("base.entries", "names one twice") }
            let missing = (body.array ?? []).compactMap(\.string).first { labels[$0] == nil }
            if let missing { throw node.error("base.entries", "lacks \(missing), which the request names") }
        }
        guard call.operation.recordRead != nil, call.operation.change == .merge, let checked = base.members,
            let sent = body.object
        else { return }
        let missing = sent.members.first { member in
            !checked.contains(member.key) && !SecretReferences.arePresent(in: member.value)
                && !ServerMembers.all.contains(member.key) && !base.base.isNull && base.base != [:]
        }
        if let missing { throw node.error("base.members", "lacks \(missing.key), which the request sends") }
    }

    /// Makes sure that the request sets what the result states, so that the difference shown is that which is sent.
    private func checkWords(of node: PlanNode) throws(PlanFileError) {
        if call.operation.change == .delete, base?.entries == nil, let result, !result.isNull {
            throw node.error("result", "is stated of what is deleted")
        }
        guard let result = result.map({ call.part(of: $0) })?.object, case .json(.object(let body)) = call.body else {
            return
        }
        for member in body.members where !SecretReferences.arePresent(in: member.value) {
            guard let stated = result[member.key] else {
                guard call.operation.recordRead != nil else { continue }
                // What is laid over a record is in the record afterwards.
                guard call.operation.change == .merge else { continue }
                throw node.error("result", "lacks \(member.key), which the request sends")
            }
            if stated != member.value {
                throw node.error("result.\(member.key)", "is not what the request sends")
            }
        }
    }
}

extension Call {
    /// The values in the path, the query and the body that may name a record.
    var namedValues: Set<String> {
        var values = Set(path.values)
        for item in query { values.formUnion([item.value] + item.value.split(separator: ",").map(String.init)) }
        if case .json(let body)? = body { Self.texts(in: body, into: &values) }
        return values
    }

    static func texts(in value: JSONValue, into values: inout Set<String>) {
        switch value {
        case .string(let text): values.insert(text)
        case .array(let items): for item in items { texts(in: item, into: &values) }
        case .object(let object): for member in object.members { texts(in: member.value, into: &values) }
        case .null, .bool, .number: break
        }
    }
}

extension FieldChange {
    fileprivate init(_ node: PlanNode) throws(PlanFileError) {
        try node.allow("name", "from", "to", "effect")
        let word = try node.string("effect")
        guard let effect = Effect(rawValue: word) else { throw node.error("effect", "\"\(word)\" is no effect") }
        self.init(try node.string("name"), from: try node.text("from"), to: try node.text("to"), effect: effect)
    }
}

extension Call {
    fileprivate init(_ node: PlanNode) throws(PlanFileError) {
        try node.allow("operation", "path", "query", "headers", "body", "form")
        let id = try node.string("operation")
        guard let operation = Catalogue.sisense.anyOperation(named: id) else {
            throw node.error("operation", "no operation \"\(id)\"")
        }
        let form = try node.pairs("form")
        let content = node.value("body")
        if let content, let wrong = SecretReferences.sources(in: content).first(where: { !$0.isAllowed }) {
            throw node.error("body", "\(wrong.member) is no secret, and only one may come from \(wrong.text)")
        }
        let body = content.map(RequestBody.json)
        guard form.isEmpty || body == nil else { throw node.error("form", "stands beside a body") }
        let (path, query) = (try node.table("path"), try node.pairs("query").map { QueryItem($0.0, $0.1) })
        let headers = HTTPHeaders(try node.pairs("headers"))
        do throws(CallError) {
            try self.init(
                operation, path: path, query: query, headers: headers,
                body: form.isEmpty ? body : .form(form.map { QueryItem($0.0, $0.1) }))
        } catch {
            throw node.error("operation", error.description)
        }
    }
}

extension Precondition {
    fileprivate init(_ node: PlanNode) throws(PlanFileError) {
        try node.allow("read", "members", "item", "entries", "holdings", "value")
        let read = try node.node("read")
        let call = try Call(read)
        guard !call.operation.writes else { throw read.error("operation", "\(call.operation.id) changes something") }
        guard let value = node.value("value") else { throw node.error("value", "is missing") }
        let pair = try node.texts("item")
        guard pair.isEmpty || pair.count == 2 else { throw node.error("item", "is a member and a value") }
        self.init(
            read: call, base: value, members: node.value("members") == nil ? nil : try node.texts("members"),
            item: pair.isEmpty ? nil : Item(pair[0], pair[1]),
            entries: try node.child("entries").map { node throws(PlanFileError) in
                try node.allow("member", "inside", "outside", "labels")
                return Entries(
                    member: try node.string("member"), labels: try node.table("labels"),
                    inside: try node.string("inside"), outside: try node.string("outside"))
            }, holdings: try node.child("holdings").map { node throws(PlanFileError) in try Holdings(node) })
    }
}

extension Holdings {
    fileprivate init(_ node: PlanNode) throws(PlanFileError) {
        try node.allow("kind", "of")
        let word = try node.string("kind")
        guard let kind = Kind(rawValue: word) else { throw node.error("kind", "\"\(word)\" is no kind of list") }
        self.init(kind, of: try node.string("of"))
    }
}
