import SisenseClient

@testable import ConsoleState

extension ProfileAccess {
    /// There are no profiles, every way works, and nothing is kept.
    static let nowhere = ProfileAccess(test: { _ in ConnectionVerdict(passed: []) }, save: { _, _ in nil })
}

extension Dependencies {
    /// For reducers that ask for effects nobody runs.
    static var nowhere: Dependencies {
        let address = try? ServerAddress("https://bi.acme.example")
        guard let address else { preconditionFailure("the address is well formed") }
        let client = APIClient(
            server: address, transport: CurlTransport(), token: nil, policy: .readOnly(reason: ""))
        return Dependencies(client: client, signIn: .token)
    }
}

extension WorkContext {
    static var nowhere: WorkContext { WorkContext(.nowhere) }
}
