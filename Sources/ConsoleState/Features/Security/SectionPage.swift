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
        case .token(let facts): return token(facts, context)
        case .logins(let users): return logins(users, context)
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

    private static func token(_ facts: TokenFacts, _ context: WorkContext) -> [RecordBlock] {
        let profiles =
            facts.use.certain.map { RecordLine("the profile \($0)") }
            + facts.use.possible.map { RecordLine("the profile \($0)", "may use it") }
        let users =
            profiles.isEmpty
            ? RecordBlock.Content("", [RecordLine("no profile of this machine")]) : .list(profiles)
        return kept(facts, context) + [
            RecordBlock(
                RecordBlock.ID("Token of this session"), RecordBlock.Content("", lines(facts.session, context))),
            RecordBlock(RecordBlock.ID("Used by"), users),
        ] + (isKept(facts) ? [prose("Before you regenerate it", renewal)] : [])
    }

    private static let renewal =
        "A new token ends all API tokens of yours, in every script. One alone cannot be revoked."

    private static func isKept(_ facts: TokenFacts) -> Bool {
        if case .lacking = facts.kept { false } else { true }
    }

    /// The API token that the server keeps.
    private static func kept(_ facts: TokenFacts, _ context: WorkContext) -> [RecordBlock] {
        let notification = facts.notification.map { RecordLine.prose("The server says: \($0)") } ?? []
        switch facts.kept {
        case .same:
            let text = "The session uses it. Its times are those below."
            return [
                RecordBlock(
                    RecordBlock.ID("API token"), RecordBlock.Content("", RecordLine.prose(text) + notification))
            ]
        case .another(let times, _):
            return [
                RecordBlock(
                    RecordBlock.ID("API token"), RecordBlock.Content("", lines(times, context) + notification))
            ]
        case .lacking:
            return [prose("API token", "This version keeps no API tokens of users: none can be regenerated here.")]
        case .unknown(let reason): return [prose("API token", "Not known: \(reason)")]
        }
    }

    private static func lines(_ times: TokenFacts.Times, _ context: WorkContext) -> [RecordLine] {
        let now = context.dependencies.now()
        return [
            RecordLine("Issued", times.issued.map { Age.text($0, at: now) } ?? "the token does not say"),
            RecordLine("Expires", times.ends?.minuteText ?? "the token does not say"),
        ]
    }

    private static func logins(_ users: [User], _ context: WorkContext) -> [RecordBlock] {
        let now = context.dependencies.now()
        let lines = users.map { user in
            RecordLine(
                user.label, user.lastLogin.flatMap { Age.text(of: $0.sortKey, at: now) } ?? "",
                link: RecordLink(.users, user.id, user.label))
        }
        return [
            prose(
                "What the server tells",
                "The API has no list of sessions, nor of the tokens of others and their age. The last login is all "
                    + "that is known of them."),
            RecordBlock(RecordBlock.ID("Logged in last"), .list(lines)),
        ]
    }

    private static func prose(_ title: String, _ text: String) -> RecordBlock {
        RecordBlock(RecordBlock.ID(title), RecordBlock.Content("", RecordLine.prose(text)))
    }
}
