import SisenseClient

/// Asks for many new users at once, and says of every line what would become of it.
enum ImportForm {
    @concurrent static func open(
        _ environment: ConsoleEnvironment, _: [RecordID]
    ) async throws(APIError) -> FormState {
        let client = environment.client
        let roles = try await RolesService(client).all()
        let groups = try await GroupsService(client).names().filter { !$0.isSystem }
        var users: [User] = []
        for try await page in UsersService(client).pages(
            ListQuery(fields: ["_id", "email", "userName"], isLean: true))
        {
            users += page.items
        }
        let reader = UserLineReader(roles: roles, groups: groups, users: users)
        let field = FormField.lines(
            "users", "Users", isRequired: true, help: "Paste: e-mail, first name, last name, role, group;group"
        ) { line in
            do throws(UserLineReader.Problem) {
                _ = try reader.read(line)
                return nil
            } catch {
                return error.text
            }
        }
        return FormState("Import users", [field]) { environment, values throws(APIError) in
            let service = environment.users
            let new = values.lines("users").compactMap { try? reader.read($0) }
            guard Set(new.map { $0["email"]?.string?.lowercased() }).count == new.count else {
                return .form(.refused(field: "users", "An address comes twice"))
            }
            var plans: [RequestPlan] = []
            for user in new { plans.append(try service.planCreate(user)) }
            return .write(.planned(.success(plans), .list(.users, [])))
        }
    }
}
