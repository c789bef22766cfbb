import SisenseClient

/// Reads the records of a resource, as its description says.
struct ResourceReader: Sendable {
    let resource: ResourceDescription
    private let client: APIClient
    private let records: RecordsService

    init(_ resource: ResourceDescription, _ client: APIClient) {
        (self.resource, self.client) = (resource, client)
        records = RecordsService(client)
    }

    // MARK: Lists

    /// Hands on the rows of all records, page after page.
    @concurrent func load(_ take: @Sendable (RowPage) async -> Void) async throws(APIError) {
        try await each { page throws(APIError) in
            await resource.rows.hand(try await rows(page), to: take)
        }
    }

    /// All records of the list.
    @concurrent func all() async throws(APIError) -> [ResourceRecord] {
        var all: [ResourceRecord] = []
        try await each { page throws(APIError) in all += page }
        return all
    }

    private typealias Take = ([ResourceRecord]) async throws(APIError) -> Void

    /// Reads with the first operation that the server knows.
    private func each(_ take: Take) async throws(APIError) {
        guard let parent = resource.listing.parent.flatMap(ResourceDescription.of) else {
            return try await eachOfFirst(take)
        }
        for record in try await ResourceReader(parent, client).all() {
            try await children(of: record, take)
        }
    }

    /// Learns once which operation a server has.
    private func eachOfFirst(_ take: Take) async throws(APIError) {
        var refusals: [(ServerCapabilities.Option, APIError)] = []
        for operation in resource.listing.operations.dropLast() {
            let option = ServerCapabilities.Option.operation(operation.id)
            guard client.capabilities.refusal(of: option) == nil else { continue }
            do throws(APIError) {
                return try await each(of: operation, RecordsService(client.trying), take)
            } catch {
                guard error.kind == .notFound else { throw error }
                refusals.append((option, error))
            }
        }
        if let last = resource.listing.operations.last { try await each(of: last, records, take) }
        for (option, error) in refusals { client.capabilities.learn(option, refused: error) }
    }

    private func each(of operation: Operation, _ records: RecordsService, _ take: Take) async throws(APIError) {
        // A tree comes whole, and so does what lies below another member.
        guard resource.listing.shape == .list(at: ""),
            let pages = records.pages(operation, query: resource.listing.query)
        else {
            return try await take(shaped(try await records.answer(operation, query: resource.listing.query)))
        }
        for try await page in pages { try await take(page.items.map { ResourceRecord($0.raw) }) }
    }

    /// A parent that has gone meanwhile, or has none, hides no other's.
    private func children(of parent: ResourceRecord, _ take: Take) async throws(APIError) {
        guard let operation = resource.listing.operations.first else { return }
        do throws(APIError) {
            let path = try filled(operation, resource.listing.path, parent, id: nil)
            let answer = try await records.answer(operation, path: path, query: resource.listing.query)
            try await take(shaped(answer).map { ResourceRecord($0.json, parent: parent.json) })
        } catch {
            guard error.kind == .notFound else { throw error }
        }
    }

    private func shaped(_ answer: JSONValue) -> [ResourceRecord] {
        switch resource.listing.shape {
        case .list(let path): path.values(in: answer).map { ResourceRecord($0) }
        case .tree(let children): branches(answer.array ?? [], below: nil, children)
        case .document: leaves(of: Redactor.json(answer), name: "")
        }
    }

    private func branches(_ records: [JSONValue], below parent: JSONValue?, _ children: String) -> [ResourceRecord] {
        records.flatMap { record -> [ResourceRecord] in
            let below = branches(record[children]?.array ?? [], below: record, children)
            var alone = record
            alone[children] = nil
            return [ResourceRecord(alone, parent: parent)] + below
        }
    }

    private func leaves(of value: JSONValue, name: String) -> [ResourceRecord] {
        guard let members = value.object?.members, !members.isEmpty else {
            let member = name.split(separator: ".").last.map(String.init) ?? name
            return [
                ResourceRecord([
                    "key": .string(name), "name": .string(label(of: name)),
                    "value": .string(ValueText.text(value, of: member)),
                ])
            ]
        }
        return members.flatMap { leaves(of: $0.value, name: name.isEmpty ? $0.key : "\(name).\($0.key)") }
    }

    /// The name of a value: as the form calls it that changes it, or else as the key reads.
    private func label(of path: String) -> String {
        let fields = resource.actions.lazy.flatMap(\.fields)
        return fields.first { $0.id == path }?.label ?? ValueText.name(of: path)
    }

    // MARK: One record

    /// Reads a record from the server.
    @concurrent func record(_ id: RecordID) async throws(APIError) -> ResourceRecord {
        if let call = try readCall(id) {
            do throws(APIError) {
                let answer = try await client.json(call)
                return ResourceRecord(resource.read?.wrapper?.values(in: answer).first ?? answer)
            } catch {
                // Servers that lack the operation may have the record nevertheless, and so do those that answer 400 as
                // long as the record is new.
                guard error.kind == .notFound || error.status == 400 else { throw error }
            }
        }
        if let record = try await all().first(where: { resource.id.text($0) == id.description }) { return record }
        throw APIError(
            .notFound, message: "This \(resource.noun) no longer exists.",
            request: resource.listing.operations.first?.id ?? "", server: client.server.description,
            nextStep: "Refresh the list.")
    }

    /// The call that reads one record alone; nil when there is none.
    func readCall(_ id: RecordID) throws(APIError) -> Call? {
        guard let read = resource.read, let gap = read.operation.template.names.last else { return nil }
        return try client.call(read.operation, path: [gap: id.description], query: read.query)
    }

    /// A record with its page.
    @concurrent func detail(_ id: RecordID) async throws(APIError) -> ListRecord {
        let record = try await record(id)
        let row = try await rows([record]).first ?? ResourceRow(record)
        return ListRecord(
            row: resource.rows.row(row), json: record.json, page: ResourcePage(resource, record, row).page)
    }

    /// The items of a section by their texts.
    func lines(of section: ResourceSection, _ record: ResourceRecord) async throws(APIError) -> [String] {
        try await items(of: section, record).map(\.text)
    }

    /// The items of a section, a line each, with the records they are.
    func items(of section: ResourceSection, _ record: ResourceRecord) async throws(APIError) -> [RecordLine] {
        var answer = record.json
        if let operation = section.operation {
            let path = try filled(operation, section.path, record, id: resource.id.text(record))
            answer = Redactor.json(try await records.answer(operation, path: path, query: section.query))
        }
        let items = section.items.values(in: answer).map { ResourceRecord($0) }.filter { item in
            section.match.map { match in
                match.path.values(in: item).map(\.plainText).contains(match.text.text(record))
            } ?? true
        }
        guard let line = section.line else {
            return items.flatMap { leaves(of: $0.json, name: "") }.map { RecordLine(Self.leaf.text($0)) }
        }
        let names = try await names(items.flatMap(line.parties))
        return items.map { item in
            let text = line.sentence(item, names: names)
            let link = section.link.flatMap { link in
                link.id.filled(item).flatMap { $0.isEmpty ? nil : RecordLink(link.pane, $0, text) }
            }
            return RecordLine(text, link: link)
        }
    }

    private static let leaf: RecordTemplate = "{name}: {value}"

    /// The values for the gaps of an operation's path.
    /// - Parameter id: The value that a gap takes of which nothing is said.
    func filled(
        _ operation: Operation, _ templates: [String: RecordTemplate], _ record: ResourceRecord, id: String?
    ) throws(APIError) -> [String: String] {
        var path: [String: String] = [:]
        for name in operation.template.names {
            guard let value = templates[name].map({ $0.filled(record) }) ?? id else { continue }
            path[name] = value
        }
        return path
    }

    // MARK: Rows

    private func rows(_ records: [ResourceRecord]) async throws(APIError) -> [ResourceRow] {
        let columns = resource.columns.filter { $0.kind == .party }
        let ids = records.flatMap { record in
            columns.flatMap { column in column.paths.flatMap { $0.values(in: record) }.compactMap(\.string) }
        }
        let names = try await names(ids)
        return records.map { ResourceRow($0, names: names) }
    }

    private func names(_ ids: [String]) async throws(APIError) -> PartyNames {
        ids.isEmpty ? .none : try await PartyNames.read(Set(ids), client)
    }
}
