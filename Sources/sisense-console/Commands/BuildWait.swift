import Foundation
import SisenseClient

/// Waits for the end of a build that was started, and says on standard error how it goes.
struct BuildWait {
    private let client: APIClient

    private static let pause = Duration.seconds(2)

    init(_ client: APIClient) { self.client = client }

    /// - Parameter answer: The server's answer to the start.
    /// - Returns: Success only for a build that is done.
    func run(after answer: JSONValue) async throws -> ExitStatus {
        guard let id = answer["oid"]?.string ?? answer["_id"]?.string else {
            Output.error("The build was started, but the answer has no id by which it could be waited for.")
            return ExitStatus.failed
        }
        let builds = BuildsService(client)
        var last: BuildState?
        while true {
            let state = try await builds.state(of: id)
            if let state, state != last { Output.error("Build \(id): \(state.word)") }
            last = state ?? last
            switch state?.end {
            case .done?: return ExitStatus.done
            case .failed?: return ExitStatus.failed
            case nil: try await Task.sleep(for: Self.pause)
            }
        }
    }
}
