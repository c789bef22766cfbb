import SisenseClient

/// Copies dashboards to a server that trusts this one.
enum DashboardCopyForm {
    @concurrent static func open(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let dashboards = try await context.dashboards(ids)
        let servers = try await TrustedServersService(context.client).all()
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
            .choice("server", "To", servers.map { FormOption($0.id, "\($0.label)  \($0.address)") }),
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
