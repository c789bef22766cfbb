import SisenseClient

extension ListFeature {
    /// The changes sent from this machine, the newest first.
    static let audit = ListFeature(
        .audit, title: "Audit", noun: "changes", rows: AuditRow.layout,
        commands: [
            .changeEach(
                "undo", keys: "u", hint: "undo",
                "Undo the change, if nobody has changed the record since", rereadsList: true
            ) { context, id throws(APIError) in
                try await context.client.planUndo(of: try entry(id, context))
            },
            .form("export", keys: "w", hint: "export", "Export as Markdown…") {
                context, ids throws(APIError) in
                let chosen = Set(ids.map(\.description))
                let entries = (context.dependencies.audit?.read() ?? []).filter {
                    chosen.contains($0["id"]?.string ?? "")
                }
                return AuditExportForm(entries: entries.reversed()).state
            },
        ], isLocal: true, recordHeading: "JSON",
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
            .notFound, message: "This change is no longer in the audit log.", request: "", server: "",
            nextStep: "R refreshes.")
    }
}
