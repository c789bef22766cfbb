package import SisenseClient

/// The page of one record: what tells it from others, its facts, and what hangs on it. The document it came as is the
/// last part of every page, and no part of this.
package struct RecordPage: Sendable {
    /// The address, the login name: what stands below the name.
    let identity: [String]
    /// Nil for those that the columns of its list show.
    let facts: [RecordFact]?
    /// In the order they are read in one column.
    package internal(set) var blocks: [RecordBlock]
    /// The requests that fill the blocks which the record itself does not.
    let reads: [RecordRead]

    init(
        identity: [String] = [], facts: [RecordFact]? = nil, blocks: [RecordBlock] = [], reads: [RecordRead] = []
    ) {
        (self.identity, self.facts, self.blocks, self.reads) = (identity.filter { !$0.isEmpty }, facts, blocks, reads)
    }

    /// The request of this id; nil when the page has none.
    func read(_ id: RecordRead.ID) -> RecordRead? { reads.first { $0.id == id } }
}

/// Another record that a line leads to.
package struct RecordLink: Sendable, Hashable {
    /// The pane whose list has it: its kind.
    package let pane: PaneID
    package let id: RecordID
    /// Its name, for the time until it is read.
    package let title: String

    init(_ pane: PaneID, _ id: String, _ title: String) {
        (self.pane, self.id, self.title) = (pane, RecordID(id), title)
    }
}

/// A fact about a record: its name and value, and the record that the value is where it is one.
package struct RecordFact: Sendable, Equatable {
    package let name: String
    package internal(set) var value: String
    package let link: RecordLink?
    package let style: RowStyle.Style

    init(_ name: String, _ value: String, link: RecordLink? = nil, style: RowStyle.Style = .plain) {
        (self.name, self.value, self.link, self.style) = (name, value, link, style)
    }
}

/// A line of a block: a name, what is to be said of it, and the record it leads to.
package struct RecordLine: Sendable, Equatable {
    package internal(set) var text: String
    /// The second column of the block; empty when it has none.
    package internal(set) var note: String
    package let link: RecordLink?
    package let style: RowStyle.Style

    init(_ text: String, _ note: String = "", link: RecordLink? = nil, style: RowStyle.Style = .plain) {
        (self.text, self.note, self.link, self.style) = (text, note, link, style)
    }

    /// Characters of a line of prose, which fits beside a list on a terminal of 120.
    private static let proseLength = 46

    /// Sentences in as many lines as they need.
    static func prose(_ text: String, style: RowStyle.Style = .plain) -> [RecordLine] {
        JSONTreeBuilder.lines(of: text, length: proseLength).map { RecordLine(String($0), style: style) }
    }
}

/// A part of a page beside the facts: the members of a group, who can see a dashboard, what was changed from here.
package struct RecordBlock: Sendable {
    /// The name of a block on its page, which is its title.
    package struct ID: Sendable, Hashable {
        package let title: String

        init(_ title: String) { self.title = title }
    }

    /// The column it stands in where there is room for two.
    package enum Side: Sendable {
        /// Beside a list only these are shown.
        case left
        case right
    }

    package struct Content: Sendable, Equatable {
        /// Stands behind the title: how many there are.
        let summary: String
        package internal(set) var lines: [RecordLine]

        init(_ summary: String, _ lines: [RecordLine]) {
            (self.summary, self.lines) = (summary, lines)
        }

        /// Things that may be many: their number, and as many lines of them as anyone reads here.
        /// - Parameter noun: Behind the number, as in `3 dashboards`; empty where the title says what they are.
        static func list(_ lines: [RecordLine], of count: Int? = nil, noun: SourceText? = nil) -> Content {
            let count = count ?? lines.count
            let rest = count - min(lines.count, mostLines)
            return Content(
                noun.map { Self.counted(count, $0) } ?? Quantity.count(count),
                lines.prefix(mostLines) + (rest > 0 ? [RecordLine("\(Quantity.count(rest)) more", style: .faint)] : []))
        }

        /// `1 dashboard`, `2 dashboards`.
        static func counted(_ count: Int, _ noun: SourceText) -> String {
            SisenseClient.counted(count, noun.description)
        }

        private static let mostLines = 100
    }

    package let id: ID
    package let side: Side
    /// True when only its title shows until a person opens it.
    let isFolded: Bool
    /// Where all of it is shown, as in `w all`.
    let more: CommandText?
    /// The request that fills it; nil for a block of the record itself.
    let source: RecordRead.ID?
    package internal(set) var content: Loadable<Content, APIError>

    /// A block whose content is at hand.
    init(
        _ id: ID, _ content: Content, _ side: Side = .left, isFolded: Bool = false, more: CommandText? = nil
    ) {
        (self.id, self.side, self.isFolded, self.more) = (id, side, isFolded, more)
        (self.source, self.content) = (nil, .loaded(content))
    }

    /// A block that a request of the page fills.
    init(_ id: ID, _ side: Side = .left, more: CommandText? = nil, from source: RecordRead.ID) {
        (self.id, self.side, self.isFolded, self.more) = (id, side, false, more)
        (self.source, self.content) = (source, .notStarted)
    }

    /// A block whose content is at hand, and that a request of the page completes.
    init(_ id: ID, _ content: Content, completedFrom source: RecordRead.ID) {
        (self.id, side, isFolded, more, self.source) = (id, .left, false, nil, source)
        self.content = .loaded(content)
    }

    /// A text under a title.
    init(_ title: String, _ lines: [String], isFolded: Bool = false) {
        self.init(ID(title), Content("", lines.map { RecordLine($0) }), isFolded: isFolded)
    }

    /// The texts of its lines.
    var lines: [String] { content.value?.lines.map(\.text) ?? [] }
}

/// A request that fills blocks of a page, made once the record itself is there. It fills several where one answer tells
/// of all of them, so that nothing is read twice.
package struct RecordRead: Sendable {
    /// The subject of a request of a page.
    package enum ID: Sendable, Hashable {
        case accounts, groups, members, parties, viewers, widgets
        /// All dashboards, or the first of them.
        case dashboards
        case alerts
        case audit
        /// A section of a described resource, by its title.
        case section(String)
    }

    /// How far a request may go.
    package enum Reach: Sendable {
        /// As far as costs little on a server of any size: what a page does by itself.
        case glance
        /// To the end, because a person has asked.
        case all
    }

    /// The content of the blocks; one that is missing is known only when all is read.
    package typealias Answer = [RecordBlock.ID: RecordBlock.Content]
    typealias Read = @concurrent @Sendable (WorkContext, Reach) async throws(APIError) -> Answer

    let id: ID
    /// What is read, as in `dashboards`.
    let subject: SourceText
    let read: Read

    init(_ id: ID, _ subject: SourceText, read: @escaping Read) {
        (self.id, self.subject, self.read) = (id, subject, read)
    }
}
