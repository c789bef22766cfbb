import SisenseClient

/// The page of a record of a described resource: its columns as facts, its sections as blocks.
struct ResourcePage {
    private let resource: ResourceDescription
    private let record: ResourceRecord
    private let row: ResourceRow

    init(_ resource: ResourceDescription, _ record: ResourceRecord, _ row: ResourceRow) {
        (self.resource, self.record, self.row) = (resource, record, row)
    }

    var page: RecordPage {
        RecordPage(
            // The first column is the name.
            facts: resource.columns.dropFirst().map(fact),
            blocks: resource.sections.map { RecordBlock(Self.id($0), from: .section($0.title)) }
                + [RecordChanges.block],
            reads: resource.sections.map(read)
                + [RecordChanges.read(of: resource.id.text(record), in: resource.pane)])
    }

    private static func id(_ section: ResourceSection) -> RecordBlock.ID { RecordBlock.ID(section.title) }

    private func fact(_ column: ResourceColumn) -> RecordFact {
        let text = column.cell(row.record, names: row.names)
        return RecordFact(
            column.title, text, link: column.link(row.record, title: text), style: column.styles[text]?.style ?? .plain)
    }

    private func read(_ section: ResourceSection) -> RecordRead {
        let (resource, record) = (resource, record)
        return RecordRead(.section(section.title), "\(resource.noun)") { context, _ throws(APIError) in
            [Self.id(section): .list(try await ResourceReader(resource, context.client).items(of: section, record))]
        }
    }
}
