/// Builds of data models.
package struct BuildsService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) { self.client = client }

    /// The state of a build; nil while the server does not know it, as it may for a while after the start.
    @concurrent package func state(of id: String) async throws(APIError) -> BuildState? {
        do throws(APIError) {
            let answer = try await client.read(.getBuild, path: ["buildId": id]).json()
            // Declared as a list of one, and sent as the build itself.
            let build = answer["builds"]?.array?.first ?? answer
            return build["status"]?.string.map(BuildState.init)
        } catch  where error.status == 400 || error.kind == .notFound {
            return nil
        }
    }
}

/// The state of a build, by the server's word for it.
package struct BuildState: Sendable, Equatable {
    package let word: String

    package init(_ word: String) { self.word = word }

    package enum End: Sendable {
        case done, failed
    }

    /// The way it has ended; nil while it goes on, and for words that nobody knows.
    package var end: End? {
        switch word.lowercased() {
        case "done": .done
        case "failed", "cancelled": .failed
        default: nil
        }
    }
}
