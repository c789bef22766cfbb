import SisenseClient

@testable import ConsoleState

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
