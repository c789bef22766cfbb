import Foundation
import SisenseClient

/// Reads `.dash` files of this machine and says of every dashboard in them what would become of it.
enum DashboardImportForm {
    /// A file that was read: a list of dashboards, or one alone as the web application writes it.
    private struct DashFile: Sendable {
        let name: String
        let dashboards: [JSONValue]
    }

    @concurrent static func open(
        _ context: WorkContext, _: [RecordID]
    ) async throws(APIError) -> FormState {
        let actions = [
            FormOption("skip", "skip"), FormOption("duplicate", "add a copy"),
            FormOption("overwrite", "overwrite"),
        ]
        let folders = DashboardForms.folders(try await FoldersService(context.client).tree())
        let fields: [FormField] = [
            .lines("files", "Files", isRequired: true, help: ".dash files on this machine, one a line"),
            .choice("action", "Existing dashboards", actions),
            .pick("folder", "Folder", PickerSource(folders), placeholder: "as in the file, if it exists"),
            .toggle("republish", "Publish again", false, help: "Overwritten dashboards that are shared"),
        ]
        return FormState("Import dashboards", fields) { context, values throws(APIError) in
            var files: [DashFile] = []
            for path in values.lines("files") {
                do throws(LocalFile.Problem) {
                    files.append(try read(path))
                } catch {
                    let isOnly = values.lines("files").count == 1
                    return .form(.refused(field: "files", isOnly ? error.text : "\(path): \(error.text)"))
                }
            }
            if let twice = twice(in: files) {
                return .form(.refused(field: "files", "\(twice) is in two of these files"))
            }
            let plans = try await plans(for: files, values, context)
            return .preview(plans, .list(.dashboards, []))
        }
    }

    /// A plan for each file, so that one that is refused keeps none of the others from it.
    private static func plans(
        for files: [DashFile], _ values: FormValues, _ context: WorkContext
    ) async throws(APIError) -> [RequestPlan] {
        let (action, folder) = (values.text("action"), values.text("folder"))
        let service = context.dashboards
        let existing = try await service.existing(Set(files.flatMap { JSONValue.array($0.dashboards).dashboardIDs }))
        var plans: [RequestPlan] = []
        for file in files {
            let content = JSONValue.array(file.dashboards)
            let present = action == "overwrite" ? try await service.overwritten(by: content, among: existing) : []
            plans.append(
                try service.planImport(
                    content, action: action, over: present, into: folder.isEmpty ? nil : folder,
                    republishes: values.flag("republish"),
                    title: files.count == 1 ? nil : "Import \(file.name, each: "file")",
                    impact: verdicts(on: file.dashboards, existing, action: action)))
        }
        return plans
    }

    private static func read(_ path: String) throws(LocalFile.Problem) -> DashFile {
        let data = try LocalFile.read(path)
        let file: JSONValue
        do throws(JSONError) {
            file = try JSONReader.read(data)
        } catch {
            throw LocalFile.Problem(text: "Not a .dash file: \(error)")
        }
        let dashboards = file.array ?? (Dashboard(file) == nil ? [] : [file])
        guard !dashboards.isEmpty, dashboards.allSatisfy({ $0.object != nil }) else {
            throw LocalFile.Problem(text: "Not a .dash file: a dashboard or a list of dashboards was expected")
        }
        return DashFile(name: URL(filePath: path).lastPathComponent, dashboards: dashboards)
    }

    /// The title of a dashboard that is in two files: which of them counts would depend on the order.
    private static func twice(in files: [DashFile]) -> String? {
        let dashboards = files.flatMap(\.dashboards).compactMap(Dashboard.init)
        let ids = Tally(dashboards.map(\.id))
        return dashboards.first { ids[$0.id] > 1 }?.label
    }

    /// The outcome for each dashboard, by whether the server has one of the same id.
    private static func verdicts(on dashboards: [JSONValue], _ existing: Set<String>, action: String) -> [String] {
        dashboards.map { raw in
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
                nextStep: "Add one in :trusted.")
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
