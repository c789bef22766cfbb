import SisenseClient

/// A kind of record of the server, as data: how its list is read, what a row and an open record show, and what can be
/// done. A list feature and a pane are made of it, so a new pane of this kind is one description and nothing else.
package struct ResourceDescription: Sendable {
    package let pane: PaneID
    /// The name of its pane, as in `Connections`.
    let title: String
    /// What one record is called, as in `connection`.
    package let noun: SourceText
    /// What several are called, as in `connections`.
    package let plural: SourceText
    /// A line about it, for the list of all.
    package let about: String
    let listing: ResourceListing
    /// What tells records apart.
    let id: RecordTemplate
    /// What a record is called, as in `Warehouse`.
    let label: RecordTemplate
    let columns: [ResourceColumn]
    let rows: RowLayout<ResourceRow>
    /// How one record is read; nil when it can only be found in the list.
    let read: ResourceRead?
    let sections: [ResourceSection]
    package let actions: [ResourceAction]

    init(
        _ pane: PaneID, title: String, noun: SourceText, plural: SourceText? = nil, about: String,
        listing: ResourceListing,
        id: RecordTemplate, label: RecordTemplate, columns: [ResourceColumn],
        read: ResourceRead? = nil, sections: [ResourceSection] = [], actions: [ResourceAction] = []
    ) {
        (self.pane, self.noun, self.plural, self.about) = (pane, noun, plural ?? "\(noun)s", about)
        (self.listing, self.id, self.label, self.columns) = (listing, id, label, columns)
        (self.title, self.read, self.sections, self.actions) = (title, read, sections, actions)
        rows = RowLayout(columns, id: id)
    }
}

extension ResourceDescription {
    /// The descriptions there are, in the order of their panes.
    static let all = PaneID.allCases.compactMap(of)

    /// The description of a pane; nil when the pane is none of these.
    static func of(_ pane: PaneID) -> ResourceDescription? {
        if case .resource(let description) = pane.content { description } else { nil }
    }
}
