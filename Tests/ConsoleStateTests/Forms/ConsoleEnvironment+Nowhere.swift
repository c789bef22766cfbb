import SisenseClient

@testable import ConsoleState

extension ConsoleEnvironment {
    /// For reducers that ask for effects nobody runs.
    static var nowhere: ConsoleEnvironment {
        let address = try? ServerAddress("https://bi.acme.example")
        guard let address else { preconditionFailure("the address is well formed") }
        let client = APIClient(
            server: address, transport: URLSessionTransport(), token: nil, policy: .readOnly(reason: ""))
        return ConsoleEnvironment(client: client, signIn: .token)
    }
}
