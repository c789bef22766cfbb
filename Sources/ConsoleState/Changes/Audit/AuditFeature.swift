import SisenseClient

extension ListFeature {
    /// The changes sent from this machine, the newest first.
    static let audit = ListFeature(
        pane: .audit,
        noun: "changes",
        columns: AuditRow.columns,
        isLocal: true,
        recordHeading: "As it was recorded",
        load: { environment, take throws(APIError) in
            let rows = (environment.audit?.read() ?? []).map(AuditRow.content)
            for start in stride(from: 0, to: rows.count, by: RowRef.pageCapacity) {
                await take(RowPage(rows[start...].prefix(RowRef.pageCapacity), columns: AuditRow.columns.count))
            }
        },
        read: { environment, id throws(APIError) in
            AuditRow.record(try entry(id, environment))
        },
        plans: [
            "undo": each { environment, id throws(APIError) in
                try await environment.client.planUndo(of: try entry(id, environment))
            }
        ],
        forms: [
            "export": { environment, ids throws(APIError) in
                let wanted = Set(ids.map(\.description))
                let entries = (environment.audit?.read() ?? []).filter { wanted.contains($0["id"]?.string ?? "") }
                return AuditExportForm(entries: entries.reversed()).state
            }
        ],
        reloadsAfter: ["undo"])

    private static func entry(_ id: RecordID, _ environment: ConsoleEnvironment) throws(APIError) -> JSONValue {
        if let entry = environment.audit?.read().first(where: { $0["id"]?.string == id.description }) { return entry }
        throw APIError(
            .notFound, message: "The record no longer holds this change.", request: "", server: "",
            nextStep: "R reads it again.")
    }
}
