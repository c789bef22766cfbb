import Foundation
import SisenseClient

/// Gives users as a table to the person's own editor, and plans what was changed in it.
enum UserTableEditing {
    /// Lines that an editor and a preview are good for.
    static let mostUsers = 500

    /// The plans; none when nothing was changed. Lines that cannot be used open the editor again, with the reasons.
    @concurrent static func plans(_ context: WorkContext, _ ids: [RecordID]) async throws(APIError) -> [RequestPlan] {
        guard let editor = context.dependencies.edit else { throw problem("No editor is available here.", context) }
        guard ids.count <= mostUsers else {
            throw problem(
                "\(counted(ids.count, "user")) are too many for one table: \(mostUsers) at most.", context,
                nextStep: "Mark some, or filter the list.")
        }
        let users = try await context.users(ids)
        let roles = try await RolesService(context.client).all()
        let groups = try await GroupsService(context.client).names()
        let table = UserTable(users, roles: roles, groups: groups)
        let (drafts, server) = (context.dependencies.tables, context.client.server)
        let left = drafts.edits(of: users, on: server)
        let edits = try await edits(of: table, as: left, counted(users.count, "user"), editor, context)
        guard !edits.isEmpty else {
            drafts.keep([], of: users, on: server)
            context.dependencies.notices.send(Message(.info, "Nothing was changed in the table"))
            return []
        }
        let options = groups.map { FormOption($0.id, $0.label) }
        let planned: [[RequestPlan]] = try await context.each(edits) { edit throws(APIError) in
            try await plans(for: edit, roles, options, context)
        }
        drafts.keep(Array(zip(edits, planned)), of: users, on: server)
        return planned.flatMap(\.self)
    }

    // MARK: The editor

    /// Asks until all lines can be used, or the person gives up. What was typed is never lost: it is in a file then.
    private static func edits(
        of table: UserTable, as left: [UserTable.Edit], _ selection: String, _ editor: TextEditing,
        _ context: WorkContext
    ) async throws(APIError) -> [UserTable.Edit] {
        let first = table.text(of: selection, server: context.serverName, as: left)
        var offered = first
        while true {
            let text: String
            switch await editor(offered) {
            case .success(let edited): text = edited
            case .failure(let problem):
                guard offered != first else { throw self.problem(problem.description, context) }
                throw keeping(offered, because: problem.description, context)
            }
            switch table.read(text) {
            case .edits(let edits): return edits
            case .problems(let problems):
                guard text != offered else {
                    let reason = problems.first.map { "Line \($0.line): \($0.text)." } ?? ""
                    throw keeping(text, because: reason, context)
                }
                offered = table.marked(text, problems)
            }
        }
    }

    private static func keeping(_ text: String, because reason: String, _ context: WorkContext) -> APIError {
        let path = NSTemporaryDirectory() + "sisense-console-users-\(UUID().uuidString.prefix(8)).txt"
        do throws(LocalFile.Problem) {
            try LocalFile.write(Data(text.utf8), to: path)
            return problem(
                "\(reason) Nothing is planned.", context, nextStep: "The lines as you left them are in \(path).")
        } catch {
            return problem("\(reason) Nothing is planned, and the lines could not be kept: \(error.text).", context)
        }
    }

    private static func problem(_ text: String, _ context: WorkContext, nextStep: String = "") -> APIError {
        APIError(
            .invalidCall, message: text, request: Operation.updateUser.id, server: context.client.server.description,
            nextStep: nextStep)
    }

    // MARK: Plans

    /// The plans that the form of one user would make of the same edit.
    private static func plans(
        for edit: UserTable.Edit, _ roles: [Role], _ groups: [FormOption], _ context: WorkContext
    ) async throws(APIError) -> [RequestPlan] {
        let (user, service) = (edit.user, context.users)
        let names = RecordNames([:], roles: roles)
        var plans: [RequestPlan] = []
        do throws(APIError) {
            let values = values(of: edit)
            if !values.changed.isEmpty {
                plans.append(try await UserForms.plan(user, values, roles, groups, service))
            }
            switch edit.isActive {
            case true?: plans.append(try await service.planActivate(user, names: names))
            case false?: plans.append(try await service.planDeactivate(user, names: names))
            case nil: break
            }
        } catch {
            // Somebody else has made the same edit meanwhile.
            if case .conflict(let conflict) = error.kind, conflict.isMade { return plans }
            throw error
        }
        return plans
    }

    /// The values of the form of this user, filled in like the line.
    private static func values(of edit: UserTable.Edit) -> FormValues {
        let user = edit.user
        func options(_ ids: [String]) -> [FormOption] { ids.map { FormOption($0, $0) } }
        let role = options(user.roleID.map { [$0] } ?? [])
        let members = options(user.groups.map(\.id))
        var fields: [FormField] = [
            .text("firstName", "", user.firstName), .text("lastName", "", user.lastName),
            .pick("roleId", "", PickerSource(), chosen: role),
            .pick("groups", "", PickerSource(), chosen: members, allowsMany: true),
        ]
        if let name = edit.firstName { fields[0].content = .text(TextInput(name)) }
        if let name = edit.lastName { fields[1].content = .text(TextInput(name)) }
        if let role = edit.role { fields[2].content = .picked(options([role.id]), cleared: []) }
        if let groups = edit.groups { fields[3].content = .picked(options(groups), cleared: []) }
        return FormValues(fields)
    }
}
