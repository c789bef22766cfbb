import SisenseClient

extension ConsoleEnvironment {
    /// The users of the server. It knows who we are, so a change that would lock us out is taken for what it is.
    var users: UsersService { UsersService(client, caller: caller) }
}
