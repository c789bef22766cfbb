import SisenseClient

/// The record of a section: how it stands, and everything the server says of it.
enum SectionPage {
    @concurrent static func read(_ section: SecuritySection, _ context: WorkContext) async throws(APIError)
        -> ListRecord
    {
        let about = RecordBlock(RecordBlock.ID("About"), RecordBlock.Content("", RecordLine.prose(section.about)))
        do throws(APIError) {
            let facts = try await SectionFacts.Source(section).read(context)
            let row = SectionRow(section: section, state: SectionState(of: section, facts, context))
            return ListRecord(
                row: SectionRow.layout.row(row), json: facts.json, blocks: [about] + blocks(of: section, facts, context)
            )
        } catch  where error.kind != .unauthorized {
            let state = SectionState(of: section, failure: error)
            let lines =
                RecordLine.prose(error.message) + (error.nextStep.isEmpty ? [] : RecordLine.prose(error.nextStep))
            return ListRecord(
                row: SectionRow.layout.row(SectionRow(section: section, state: state)), json: .null,
                blocks: [about, RecordBlock(RecordBlock.ID("The server says"), RecordBlock.Content("", lines))])
        }
    }

    static func missing(_ id: RecordID, _ context: WorkContext) -> APIError {
        APIError(
            .notFound, message: "There is no section \(id).", request: "", server: context.client.server.description)
    }

    private static func blocks(
        of section: SecuritySection, _ facts: SectionFacts, _ context: WorkContext
    ) -> [RecordBlock] {
        switch facts {
        case .document(let document) where section == .cors:
            let origins = SystemSettings(document).allowedOrigins
            return [RecordBlock(RecordBlock.ID("Allowed origins"), .list(origins.map { RecordLine($0) }))]
        case .document(let document):
            return settings(section, document)
        case .servers(let servers):
            let lines = servers.map { server in
                RecordLine(
                    server.label, context.hub.answers[server.address]?.text ?? server.address,
                    link: RecordLink(.trusted, server.id, server.label))
            }
            return [RecordBlock(RecordBlock.ID("Servers"), .list(lines))]
        case .directories(let domains):
            let lines = domains.map { RecordLine($0.label, $0.url, link: RecordLink(.ldap, $0.id, $0.label)) }
            return [RecordBlock(RecordBlock.ID("Domains"), .list(lines))]
        case .token(let issued, let ends, let keepers):
            return token(issued, ends, keepers, context)
        case .none:
            let lines = SettingsDocument.allCases.map { document in
                RecordLine(document.title, link: RecordLink(.settings, document.rawValue, document.title))
            }
            return [RecordBlock(RecordBlock.ID("Documents"), .list(lines))]
        }
    }

    /// The documented settings of a section below their headings, with what changing one does below it.
    private static func settings(_ section: SecuritySection, _ document: JSONValue) -> [RecordBlock] {
        let own = Set(section.fields.map(\.id))
        let groups = section.document?.document.groups ?? []
        return groups.compactMap { group in
            let fields = group.fields.filter { own.contains($0.id) }
            guard !fields.isEmpty else { return nil }
            let lines = fields.map { RecordLine($0.label, $0.text(in: document)) }
            return RecordBlock(RecordBlock.ID(group.title), RecordBlock.Content("", lines))
        }
    }

    private static func token(
        _ issued: Timestamp?, _ ends: Timestamp?, _ keepers: [String], _ context: WorkContext
    ) -> [RecordBlock] {
        let now = context.dependencies.now()
        let lines = [
            RecordLine("Issued", issued.map { Age.text($0, at: now) } ?? "the token does not say"),
            RecordLine("Expires", ends?.minuteText ?? "the token does not say"),
        ]
        let users =
            keepers.isEmpty
            ? RecordBlock.Content("", [RecordLine("no profile of this machine")])
            : .list(keepers.map { RecordLine($0) })
        return [
            RecordBlock(RecordBlock.ID("Token of this session"), RecordBlock.Content("", lines)),
            RecordBlock(RecordBlock.ID("Used by"), users),
            RecordBlock(
                RecordBlock.ID("Before you regenerate it"),
                RecordBlock.Content(
                    "",
                    RecordLine.prose(
                        "A new token ends all API tokens of yours, in every script. One alone cannot be revoked."))),
        ]
    }
}
