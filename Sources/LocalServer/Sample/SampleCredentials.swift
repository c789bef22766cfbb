import SisenseClient

/// The passwords of the sample users. They share one, which is published, so they can share its hash as well.
final class SampleCredentials: RecordSource {
    private let users: SampleUsers
    private let rounds: Int
    /// Stretching takes a while, so it waits for the first login.
    private lazy var record = Password(SampleData.password, rounds: rounds).record

    init(users: SampleUsers, rounds: Int) {
        self.users = users
        self.rounds = rounds
    }

    var count: Int { users.count }
    func id(at index: Int) -> String { users.id(at: index) }
    func index(of id: String) -> Int? { users.index(of: id) }
    func record(at index: Int) -> JSONObject { record }
}
