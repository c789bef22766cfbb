import SisenseClient

/// A kind of record of the server, as data: how its list is read, what a row and an open record show, and what can be
/// done. A list feature and a pane are made of it, so a new pane of this kind is one description and nothing else.
package struct ResourceDescription: Sendable {
    package let pane: PaneID
    /// What one record is called, as in `connection`.
    package let noun: String
    /// What several are called, as in `connections`.
    package let plural: String
    /// A line about it, for the list of all.
    package let about: String
    let listing: ResourceListing
    /// What tells records apart.
    let id: RecordTemplate
    /// What a record is called, as in `Warehouse`.
    let label: RecordTemplate
    package let columns: [ResourceColumn]
    /// Rows that look different because of what is in a cell.
    package let tones: [ResourceTone]
    /// How one record is read; nil when it can only be found in the list.
    let read: ResourceRead?
    let sections: [ResourceSection]
    package let actions: [ResourceAction]

    init(
        _ pane: PaneID, noun: String, plural: String? = nil, about: String, listing: ResourceListing,
        id: RecordTemplate, label: RecordTemplate, columns: [ResourceColumn], tones: [ResourceTone] = [],
        read: ResourceRead? = nil, sections: [ResourceSection] = [], actions: [ResourceAction] = []
    ) {
        (self.pane, self.noun, self.plural, self.about) = (pane, noun, plural ?? noun + "s", about)
        (self.listing, self.id, self.label, self.columns) = (listing, id, label, columns)
        (self.tones, self.read, self.sections, self.actions) = (tones, read, sections, actions)
    }
}
