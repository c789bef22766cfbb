import SisenseClient

/// The sections of Security as far as they were read, and the trusted servers that were tried.
package struct HubState: Sendable {
    /// The states in words; none for a section nobody has read.
    private var states: [SecuritySection: SectionState] = [:]
    /// What came of knocking at trusted servers, by their addresses.
    private(set) var answers: [String: ServerAnswer] = [:]

    package init() {}

    var rows: [SectionRow] { SecuritySection.allCases.map(row) }

    func row(_ section: SecuritySection) -> SectionRow { SectionRow(section: section, state: states[section]) }

    /// How a section stands, in words; nil before it is read.
    package func text(_ section: SecuritySection) -> String? { states[section]?.text }

    /// True for a section that this version of the server does not have.
    func lacks(_ section: SecuritySection) -> Bool { states[section]?.isLacking == true }

    mutating func take(_ new: [SecuritySection: SectionState]) { states.merge(new) { $1 } }

    mutating func take(_ answer: ServerAnswer, of address: String) { answers[address] = answer }
}

/// The actions on the Security hub, beside what happens to all lists.
package enum HubAction: Sendable {
    /// Sections were read, or could not be.
    case read([SecuritySection: SectionState])
    /// A trusted server was tried.
    case answered(address: String, ServerAnswer)
}

struct HubReducer: ConsoleFeature {
    func reduce(_ state: inout HubState, _ action: HubAction) -> ConsoleOutcome {
        switch action {
        case .read(let states):
            state.take(states)
            return .then(.list(.security, .rowsReplaced(states.keys.map { SectionRow.layout.row(state.row($0)) })))
        case .answered(let address, let answer):
            state.take(answer, of: address)
            return ConsoleOutcome()
        }
    }
}

/// A section as a row.
struct SectionRow: Sendable {
    let section: SecuritySection
    /// Nil while it is being read.
    let state: SectionState?

    static let layout = RowLayout<SectionRow>(
        [
            Column("section", "Section", 15, priority: 9, isName: true) { $0.section.title },
            Column("state", "State", 12, kind: .state, priority: 8) { $0.state?.text ?? "reading" },
        ],
        id: { $0.section.id },
        style: { row in
            guard let state = row.state else { return .off }
            return RowStyle(.plain, state.worry)
        })
}

extension ListFeature {
    /// How the server is protected, a line for each section. Each is read by itself, so that one that cannot be says so
    /// in its own line.
    static let security = ListFeature(
        .security, title: "Security", noun: "sections", rows: SectionRow.layout,
        commands: [
            .formForOne(
                "edit", keys: "e", hint: "edit", "Edit…",
                menu: .edit("e", "Only what changes is changed; everything else is sent back as it was read."),
                unless: formless
            ) { context, ids throws(APIError) in
                try await form(of: ids.first ?? "", context)
            }.needing(.changeSystem),
            .run(
                "regenerate", keys: "n", hint: "new API token", "Regenerate API token…",
                menu: .account("n", "Ends every API token of yours: whatever uses one needs the new one."),
                unless: { $0.hub.lacks(.tokens) ? "This version keeps no API tokens of users" : nil }
            ) { _ in
                [.token(.renewalRequested)]
            },
            .run(
                "logout", "Log out everywhere…",
                menu: .account(nil, "Ends every session and revokes every API token of yours.")
            ) { _ in
                [.token(.logoutEverywhereRequested)]
            },
            .create(
                "logout-users", keys: "L", hint: "log out users", "Log out users…",
                menu: .account("L", "Ends the sessions of those you choose, and their API tokens.")
            ) { _, _ throws(APIError) in OtherPeople.logout },
            .create(
                "revoke-users", keys: "T", hint: "", "Revoke tokens of users…",
                menu: .account("T", "API, ODBC or single sign-on tokens of those you choose; their sessions go on.")
            ) { _, _ throws(APIError) in OtherPeople.revocation },
            .run(
                "everyone", "Log out everyone…",
                menu: .leaving(nil, "Ends every session of every user and revokes all their tokens, yours included.")
            ) { _ in
                [.token(.everyoneLogoutRequested)]
            },
        ],
        emptyText: "There are always sections; \(key: .clearFilter) gives them back where a filter hides them.",
        showsChanges: false, showsBeside: true,
        opening: { id in SecuritySection(id)?.pane.map { [.paneOpened($0)] } },
        load: { context, take throws(APIError) in
            await SectionRow.layout.hand(context.hub.rows, to: take)
            try await readSections(context)
        },
        read: { context, id throws(APIError) in
            guard let section = SecuritySection(id) else { throw SectionPage.missing(id, context) }
            return try await SectionPage.read(section, context)
        })

    /// Reads all sections, a few at a time, and hands on the state of each as soon as it is there.
    private static func readSections(_ context: WorkContext) async throws(APIError) {
        try await SectionFacts.Source.all.concurrentForEach(maxConcurrent: 4) { source throws(APIError) in
            var states: [SecuritySection: SectionState] = [:]
            do throws(APIError) {
                let facts = try await source.read(context)
                for section in source.sections { states[section] = SectionState(of: section, facts, context) }
            } catch {
                // Whoever is signed out is asked to sign in.
                guard error.kind != .unauthorized else { throw error }
                for section in source.sections { states[section] = SectionState(of: section, failure: error) }
            }
            return states
        } take: { _, states in
            await context.send(.hub(.read(states)))
        }
    }

    /// The reason why a section has no form of its own.
    @Sendable private static func formless(_ state: ConsoleState) -> String? {
        guard let section = state.lists[.security]?.subject.flatMap(SecuritySection.init) else { return nil }
        return section.fields.isEmpty ? "\(section.title): nothing to edit here; open it" : nil
    }

    private static func form(of id: RecordID, _ context: WorkContext) async throws(APIError) -> FormState {
        guard let section = SecuritySection(id), let (document, _) = section.document, !section.fields.isEmpty else {
            throw APIError(
                .invalidCall, message: "This section has no form of its own.", request: "",
                server: context.client.server.description, nextStep: "Open it and edit its records there.")
        }
        return try await SettingsForm.open(document, fields: section.fields, context)
    }
}
