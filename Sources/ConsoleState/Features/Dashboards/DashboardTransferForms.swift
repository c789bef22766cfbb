import Foundation
import SisenseClient

/// Reads a `.dash` file of this machine and says of every dashboard in it what would become of it.
enum DashboardImportForm {
    @concurrent static func open(
        _ context: WorkContext, _: [RecordID]
    ) async throws(APIError) -> FormState {
        let actions = [
            FormOption("skip", "skip"), FormOption("duplicate", "add a copy"),
            FormOption("overwrite", "overwrite"),
        ]
        let folders = DashboardForms.folders(try await FoldersService(context.client).tree())
        let fields: [FormField] = [
            .text("file", "File", isRequired: true, help: "A .dash file on this machine"),
            .choice("action", "Existing dashboards", actions),
            .pick("folder", "Folder", PickerSource(folders), placeholder: "as in the file, if it exists"),
            .toggle("republish", "Publish again", false, help: "Overwritten dashboards that are shared"),
        ]
        return FormState("Import dashboards", fields) { context, values throws(APIError) in
            let file: JSONValue
            do throws(LocalFile.Problem) {
                file = try read(values.text("file"))
            } catch {
                return .form(.refused(field: "file", error.text))
            }
            let action = values.text("action")
            let folder = values.text("folder")
            let plan = try context.dashboards.planImport(
                file, action: action, into: folder.isEmpty ? nil : folder, republishes: values.flag("republish"),
                impact: try await verdicts(on: file.array ?? [], action: action, context))
            return .preview([plan], .list(.dashboards, []))
        }
    }

    private static func read(_ path: String) throws(LocalFile.Problem) -> JSONValue {
        let data = try LocalFile.read(path)
        let file: JSONValue
        do throws(JSONError) {
            file = try JSONReader.read(data)
        } catch {
            throw LocalFile.Problem(text: "Not a .dash file: \(error)")
        }
        guard let dashboards = file.array, !dashboards.isEmpty, dashboards.allSatisfy({ $0.object != nil }) else {
            throw LocalFile.Problem(text: "Not a .dash file: a list of dashboards was expected")
        }
        return file
    }

    /// The outcome for each dashboard, by whether the server has one of the same id.
    private static func verdicts(
        on dashboards: [JSONValue], action: String, _ context: WorkContext
    ) async throws(APIError) -> [String] {
        var existing: Set<String> = []
        for try await page in context.dashboards.pages(ListQuery(fields: ["oid"], isLean: true)) {
            existing.formUnion(page.items.map(\.id))
        }
        return dashboards.map { raw in
            let dashboard = Dashboard(raw)
            let title = dashboard?.label ?? "An untitled dashboard"
            guard let id = dashboard?.id, existing.contains(id) else { return "\(title) is added." }
            switch action {
            case "skip": return "\(title) already exists and is skipped."
            case "overwrite": return "\(title) already exists and is overwritten."
            default: return "\(title) already exists; a copy is added."
            }
        }
    }
}

/// Copies dashboards to a server that trusts this one.
enum DashboardCopyForm {
    @concurrent static func open(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let dashboards = try await context.dashboards(ids)
        let servers = try await TrustedServersService(context.client).all()
        let options = servers.map { FormOption($0.id, $0.label, details: [$0.address]) }
        guard !servers.isEmpty else {
            throw APIError(
                .invalidCall, message: "No trusted server to copy to.",
                request: Operation.getTrustedServers.id, server: context.client.server.description,
                nextStep: "Add one in :servers.")
        }
        let actions = [
            FormOption("skip", "skip"), FormOption("duplicate", "add a copy"),
            FormOption("overwrite", "overwrite"),
        ]
        let fields: [FormField] = [
            .pick("server", "To", PickerSource(options), chosen: Array(options.prefix(1)), isRequired: true),
            .secret(
                "token", "API token", isRequired: true, help: "Of an account that may add dashboards on that server"),
            .choice("action", "Existing dashboards", actions),
            .toggle("republish", "Publish again", false, help: "Overwritten dashboards that are shared there"),
            .toggle("force", "Ignore versions", false, help: "Copy although the versions of the servers differ"),
        ]
        return FormState("Copy \(DashboardForms.named(dashboards))", fields) { context, values throws(APIError) in
            guard let server = servers.first(where: { $0.id == values.text("server") }) else {
                return .form(.refused(field: "server", "No trusted server with that name"))
            }
            var plans: [RequestPlan] = []
            for dashboard in dashboards {
                plans.append(
                    try context.dashboards.planCopy(
                        dashboard, to: server, token: Secret(values.text("token")), action: values.text("action"),
                        republishes: values.flag("republish"), ignoresVersion: values.flag("force")))
            }
            return .preview(plans, .list(.dashboards, ids))
        }
    }
}
