import Synchronization

/// A record of what one server turned out not to offer to this login. Versions, editions and roles differ: what was
/// refused once, and done without, is not asked for again in the session.
package final class ServerCapabilities: Sendable {
    /// Something optional in a request, for which there is another way.
    package enum Option: Hashable, Sendable {
        /// `adminAccess=true`: an administrator's rights on dashboards of others.
        case adminAccess
        /// The list of all dashboards of the server.
        case allDashboards
        /// Owners and folders of dashboards as records.
        case dashboardNames
        /// Groups with their members in them.
        case groupMembers
        /// Groups with the number of their members.
        case memberCounts
        /// The number of all users.
        case userCount
        /// The number of all alerts.
        case alertCount
        /// An operation for which there is another one, by its id.
        case operation(String)
    }

    private let refusals = Mutex<[Option: APIError]>([:])

    package init() {}

    /// The refusal of an option; nil while it is not known to be refused.
    package func refusal(of option: Option) -> APIError? { refusals.withLock { $0[option] } }

    /// Notes that the server refuses an option, and does what is asked without it.
    package func learn(_ option: Option, refused error: APIError) {
        refusals.withLock { if $0[option] == nil { $0[option] = error } }
    }
}

extension APIError {
    /// True when a request may succeed without what was optional in it: not found, forbidden, or not understood. Some
    /// versions answer 500 to what they do not know.
    package var mayBeOption: Bool {
        switch kind {
        case .forbidden, .notFound, .refused: true
        case .serverFault: status == 500
        default: false
        }
    }
}

extension APIClient {
    /// Reads with an option, or without it where the server refuses that. A refusal is remembered only when the other
    /// way succeeds: else it was about something else.
    /// - Parameter read: Reads with the client it is given, with the option or without.
    @concurrent func using<Value: Sendable>(
        _ option: ServerCapabilities.Option,
        _ read: @Sendable (APIClient, _ isUsed: Bool) async throws(APIError) -> Value
    ) async throws(APIError) -> Value {
        guard capabilities.refusal(of: option) == nil else { return try await read(self, false) }
        let refusal: APIError
        do throws(APIError) {
            return try await read(trying, true)
        } catch {
            guard error.mayBeOption else { throw error }
            refusal = error
        }
        let value = try await read(self, false)
        capabilities.learn(option, refused: refusal)
        return value
    }

    /// Notes what records lack because the server refuses an option; nothing while it does not.
    /// - Parameter details: The missing data, as in `the number of members`.
    func noteRefusal(of option: ServerCapabilities.Option, _ list: String, without details: String) {
        guard let refusal = capabilities.refusal(of: option) else { return }
        note(ListGap(list, .without(details, because: refusal.message)))
    }

    /// Asks for a number that some servers report; nil where this one does not.
    func counter(
        _ option: ServerCapabilities.Option, _ operation: Operation
    ) -> @Sendable () async -> Int? {
        { [self] in
            guard capabilities.refusal(of: option) == nil else { return nil }
            do throws(APIError) {
                return try await trying.read(operation).json()["count"]?.integer
            } catch {
                if error.mayBeOption { capabilities.learn(option, refused: error) }
                return nil
            }
        }
    }
}
