import ConsoleState
import SisenseClient
import Testing

extension ConsoleDriver {
    /// Runs a command by the words of its help, as people do with `:`.
    func run(_ words: String) async {
        await press(":")
        await type(words)
        await press("Enter")
    }

    /// Sends the change that is shown, after typing the name it may want.
    func approve() async {
        if await state.writes.confirmation?.typedConfirmation != nil { await type("acme-bi") }
        await press("Tab", "Enter")
    }
}

/// A user whose form is open, as it was when that opened.
struct EditedUser {
    let client: APIClient
    let service: UsersService
    let shown: User
}

extension ConsoleDriver {
    /// Opens the form about the first user.
    func editFirstUser() async throws -> EditedUser {
        await press("1", "e")
        let client = await state.session.client
        let id = try #require(await state.list?.targets.first?.description)
        let service = UsersService(client)
        return EditedUser(client: client, service: service, shown: try await service.get(id))
    }
}
