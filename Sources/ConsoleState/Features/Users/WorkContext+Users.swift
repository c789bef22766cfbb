import SisenseClient

extension WorkContext {
    /// The users of the server. It knows who we are, so a change that would lock us out is taken for what it is.
    var users: UsersService { UsersService(client, caller: caller) }

    /// Those users, each read afresh.
    func users(_ ids: [RecordID]) async throws(APIError) -> [User] {
        let service = users
        return try await each(ids) { id throws(APIError) in try await service.get(id.description) }
    }
}
