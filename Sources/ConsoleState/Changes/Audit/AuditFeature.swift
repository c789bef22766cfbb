import SisenseClient

extension ListFeature {
    /// The changes sent from this machine, the newest first.
    static let audit = ListFeature(
        .audit, title: "Audit", noun: "changes", rows: AuditRow.layout,
        commands: [
            .changeEach(
                "undo", keys: "u", hint: "undo",
                "Put back what the change did, when nobody has changed the record since", rereadsList: true
            ) { context, id throws(APIError) in
                try await context.client.planUndo(of: try entry(id, context))
            },
            .form("export", keys: "w", hint: "export", "Write the change, or all marked, as Markdown for a ticket") {
                context, ids throws(APIError) in
                let chosen = Set(ids.map(\.description))
                let entries = (context.dependencies.audit?.read() ?? []).filter {
                    chosen.contains($0["id"]?.string ?? "")
                }
                return AuditExportForm(entries: entries.reversed()).state
            },
        ], isLocal: true, recordHeading: "As it was recorded",
        load: { context, take throws(APIError) in
            await AuditRow.layout.hand(context.dependencies.audit?.read() ?? [], to: take)
        },
        read: { context, id throws(APIError) in
            AuditRow.record(try entry(id, context))
        })

    private static func entry(_ id: RecordID, _ context: WorkContext) throws(APIError) -> JSONValue {
        if let entry = context.dependencies.audit?.read().first(where: { $0["id"]?.string == id.description }) {
            return entry
        }
        throw APIError(
            .notFound, message: "The record no longer holds this change.", request: "", server: "",
            nextStep: "R reads it again.")
    }
}
