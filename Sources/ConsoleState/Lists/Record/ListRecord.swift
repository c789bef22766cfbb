package import SisenseClient

/// One record read by itself: as its row, as the server sent it, and as a page.
package struct ListRecord: Sendable {
    package let row: RowContent
    package let json: JSONValue
    /// The heading of the JSON where that is what one came for, as an answer of the server; it is open then.
    package let heading: String?
    package let page: RecordPage
    /// The texts that can be copied of it beside its values.
    package private(set) var copies: [Copy]
    /// The page as lines that fold. Empty until the list it belongs to has named its columns.
    package private(set) var jsonTree = JSONTree([])
    /// Its name; empty until then.
    package private(set) var name = ""
    /// The facts it shows, none until then.
    private(set) var facts: [RecordFact] = []

    /// A text to copy, and what it is.
    package struct Copy: Sendable {
        package let what: String
        package let text: String
    }

    init(
        row: RowContent, json: JSONValue, heading: String? = nil, page: RecordPage, copies: [Copy] = []
    ) {
        (self.row, self.json, self.heading, self.page, self.copies) = (row, json, heading, page, copies)
    }

    /// A record whose columns are its facts.
    package init(
        row: RowContent, json: JSONValue, heading: String? = nil, blocks: [RecordBlock] = [], copies: [Copy] = []
    ) {
        self.init(row: row, json: json, heading: heading, page: RecordPage(blocks: blocks), copies: copies)
    }

    /// The record with its page as lines, which takes a while for a large document: meant for an effect.
    /// - Parameter secrets: Those of the session, which the server may send back.
    func outlined(in feature: ListFeature, _ secrets: KnownSecrets = KnownSecrets()) -> ListRecord {
        var record = self
        record.name = row.cells.indices.contains(feature.nameColumn) ? row.cells[feature.nameColumn] : ""
        // The name stands above all facts.
        let columns = zip(feature.columns, row.cells).filter { !$0.0.isName || record.name.isEmpty }
        record.facts = (page.facts ?? columns.map { RecordFact($0.title, $1) }).map { fact in
            var masked = fact
            masked.value = Redactor.text(secrets.text(fact.value))
            return masked
        }
        record.copies += record.facts.filter { !$0.value.isEmpty }.map { Copy(what: $0.name, text: $0.value) }
        record.jsonTree = JSONTree(
            record.parts(page.blocks)
                + [.document(heading: heading ?? feature.recordHeading, secrets.json(json), isFolded: heading == nil)])
        return record
    }

    /// The parts of its page above the document.
    func parts(_ blocks: [RecordBlock]) -> [JSONTree.Part] {
        (name.isEmpty ? [] : [.name(name, identity: page.identity.joined(separator: "   "))])
            + [.facts(facts)] + blocks.map(JSONTree.Part.block)
    }
}

/// One record, opened.
package struct DetailState: Sendable {
    package enum Content: Sendable {
        case loading
        case loaded(ListRecord)
        case failed(APIError)
    }

    package let id: RecordID
    package var title: String
    package var content = Content.loading
    /// The record as lines that fold; nil until it is there.
    package var jsonTree: JSONTreeState?
    /// The blocks of its page as far as they are read.
    package private(set) var blocks: [RecordBlock] = []
    /// The requests that a person has asked for, to be made to the end when the record is read again.
    private var asked: Set<RecordRead.ID> = []
    /// True when a line of another record led here, to which the way back leads.
    package let isFollowed: Bool

    package init(id: RecordID, title: String, isFollowed: Bool = false) {
        (self.id, self.title, self.isFollowed) = (id, title, isFollowed)
    }

    package var isLoaded: Bool {
        if case .loaded = content { true } else { false }
    }

    /// Shows what reading it came to.
    mutating func take(_ result: Result<ListRecord, APIError>) {
        switch result {
        case .success(let record): show(record)
        case .failure(let error): content = .failed(error)
        }
    }

    /// Shows a record. One that was shown before keeps its folds and its cursor, and what its blocks showed until that
    /// is read again.
    mutating func show(_ record: ListRecord) {
        let shown = blocks
        content = .loaded(record)
        // Opened by its id alone, it is shown by its name from now on.
        if title == id.description, !record.name.isEmpty { title = record.name }
        blocks = record.page.blocks.map { block in
            guard block.source != nil, let old = shown.first(where: { $0.id == block.id }) else { return block }
            var kept = block
            if case .loaded = old.content { kept.content = old.content }
            return kept
        }
        let tree = shown.isEmpty ? record.jsonTree : record.jsonTree.with(page: record.parts(blocks))
        jsonTree = jsonTree.map { JSONTreeState(tree, like: $0) } ?? JSONTreeState(tree)
    }

    // MARK: Blocks

    /// The requests that the page makes by itself, and how far each goes.
    /// - Parameter sides: The columns that are shown.
    func reads(for sides: Set<RecordBlock.Side>) -> [(read: RecordRead, reach: RecordRead.Reach)] {
        guard case .loaded(let record) = content else { return [] }
        let wanted = Set(blocks.filter { sides.contains($0.side) }.compactMap(\.source))
        return record.page.reads.filter { wanted.contains($0.id) }.map { ($0, asked.contains($0.id) ? .all : .glance) }
    }

    /// The request that fills a block, which a person has asked for; nil when it is at hand or under way.
    mutating func ask(for block: RecordBlock.ID) -> RecordRead? {
        guard case .loaded(let record) = content,
            let source = blocks.first(where: { $0.id == block && $0.content.isNeeded })?.source
        else { return nil }
        asked.insert(source)
        return record.page.read(source)
    }

    /// The requests of the page, under way or not.
    var requests: [RecordRead.ID] {
        if case .loaded(let record) = content { record.page.reads.map(\.id) } else { [] }
    }

    /// Notes that a request has begun. A block that shows something goes on showing that.
    mutating func begin(_ read: RecordRead.ID) {
        change(blocksOf: read) { if $0.content.value == nil { $0.content = .loading } }
    }

    /// Shows what a request came to.
    mutating func take(_ result: Result<RecordRead.Answer, APIError>, of read: RecordRead.ID) {
        change(blocksOf: read) { block in
            switch result {
            case .success(let answer): block.content = answer[block.id].map { .loaded($0) } ?? .notStarted
            case .failure(let error): block.content = .failed(error)
            }
        }
    }

    private mutating func change(blocksOf read: RecordRead.ID, _ change: (inout RecordBlock) -> Void) {
        guard case .loaded(let record) = content, let old = jsonTree else { return }
        for index in blocks.indices where blocks[index].source == read { change(&blocks[index]) }
        jsonTree = JSONTreeState(old.jsonTree.with(page: record.parts(blocks)), like: old)
    }
}
