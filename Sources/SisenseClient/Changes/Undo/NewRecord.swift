import Synchronization

/// The id of a record that one step of a series makes, for the steps after it, which are planned before anybody knows
/// it.
package final class NewRecord: Sendable {
    /// The text that stands for the id in a preview.
    static let placeholder = "NEW-ID"

    /// The text that stands for the id of one of several records in a preview.
    static func placeholder(of name: String) -> String { "\(placeholder) of \(name)" }

    private let known = Mutex<String?>(nil)
    private let find: @Sendable (JSONValue) -> String?

    /// - Parameter find: Finds the id in the answer of the step that makes the record.
    package init(_ find: @escaping @Sendable (JSONValue) -> String? = { $0.id }) { self.find = find }

    /// A record that is there already.
    init(id: String) {
        find = { _ in id }
        known.withLock { $0 = id }
    }

    package var id: String? { known.withLock(\.self) }

    /// Takes the id from the answer that made the record.
    func take(_ response: Response) {
        guard let id = (try? response.json()).flatMap(find) else { return }
        known.withLock { $0 = id }
    }

    /// The id, when the step that makes the record is known to be done.
    /// - Throws: `APIError`, `notAllowed`, when it is not.
    func made(for title: String, _ client: APIClient) throws(APIError) -> String {
        if let id { return id }
        throw APIError(
            .notAllowed, message: "\(title) rests on a step before it that is not known to be done.", request: "",
            server: client.server.description, nextStep: "Plan it again.")
    }

    /// The step that `make` plans, once with the placeholder for the preview, and again when its turn has come.
    func following(
        _ client: APIClient,
        _ make: @escaping @concurrent @Sendable (APIClient, _ id: String) async throws(APIError) -> RequestPlan
    ) async throws(APIError) -> RequestPlan {
        if let id {
            var plan = try await make(client, id)
            plan.needs = [self]
            return plan
        }
        var plan = try await make(client, Self.placeholder)
        plan.needs = [self]
        let title = plan.title
        plan.whenDue = { client throws(APIError) in
            try await make(client, try self.made(for: title, client))
        }
        return plan
    }
}
