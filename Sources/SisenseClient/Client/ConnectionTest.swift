import Foundation
import Synchronization

/// The whole way to a server, step by step, as far as it can be gone. It changes nothing.
package struct ConnectionTest: Sendable {
    /// The steps, in the order they are gone.
    package enum Step: String, Sendable, CaseIterable {
        case token
        case name
        case proxy
        case connect
        case tls = "TLS"
        case http = "HTTP"
        case login
        case rights
    }

    /// A step that went well, and what was learned from it.
    package struct Passed: Sendable, Equatable {
        package let step: Step
        package let text: String

        package init(_ step: Step, _ text: String) { (self.step, self.text) = (step, text) }
    }

    private let server: ServerAddress
    private let transport: any HTTPTransport
    private let token: Secret?
    private let last = LastTransfer()

    /// The details of the newest request's way over the wire.
    private final class LastTransfer: Sendable {
        private let value = Mutex<TransferDetails?>(nil)

        var details: TransferDetails? { value.withLock { $0 } }
        func take(_ trace: RequestTrace) { value.withLock { $0 = trace.transfer } }
    }

    /// - Parameter token: Nil where a person types a password later; then it ends before the login.
    package init(server: ServerAddress, transport: any HTTPTransport, token: Secret?) {
        (self.server, self.transport, self.token) = (server, transport, token)
    }

    /// Reports each step that went well.
    /// - Throws: `ConnectionTestError` for the first that did not.
    @concurrent package func run(
        _ report: @Sendable (Passed) -> Void
    ) async throws(ConnectionTestError) {
        let client = APIClient(
            server: server, transport: transport, token: token, policy: .readOnly(reason: "a test changes nothing"),
            observe: last.take)
        let status = try await step(.http, report) { () throws(APIError) in
            try await ApplicationService(client).status()
        }
        for passed in Self.passed(before: nil, last.details, server) { report(passed) }
        report(Passed(.http, "it answers: Sisense \(status.version ?? "of unknown version")"))
        guard token != nil else { return }
        let user = try await step(.login, report) { () throws(APIError) in try await UsersService(client).loggedIn() }
        report(Passed(.login, "the token belongs to \(user.label)"))
        _ = try await step(.rights, report) { () throws(APIError) in
            try await client.read(.getUsers, query: [QueryItem("limit", "1")])
        }
        report(Passed(.rights, "\(user.label) may list users\(user.roleName.map { ": \($0)" } ?? "")"))
    }

    /// Goes a step; when that fails, reports the steps on the wire that were gone before.
    private func step<Value: Sendable>(
        _ step: Step, _ report: @Sendable (Passed) -> Void,
        _ work: @Sendable () async throws(APIError) -> Value
    ) async throws(ConnectionTestError) -> Value {
        do throws(APIError) {
            return try await work()
        } catch {
            let failed = Self.step(of: error, in: step)
            if step == .http {
                for passed in Self.passed(before: failed, error.cause?.transfer ?? last.details, server) {
                    report(passed)
                }
            }
            throw ConnectionTestError(step: failed, error: error)
        }
    }

    /// The step that an error belongs to, of a request that was made for `step`.
    private static func step(of error: APIError, in step: Step) -> Step {
        guard let cause = error.cause else {
            switch error.kind {
            case .unauthorized: return .login
            case .forbidden where step != .http: return .rights
            default: return step
            }
        }
        // The address that was spoken to is the proxy's then.
        let hasProxy = cause.transfer?.proxy != nil
        return switch cause.kind {
        case .cannotResolve: .name
        case .cannotResolveProxy, .proxyRefused: .proxy
        case .refused, .unreachable: hasProxy ? .proxy : .connect
        case .libraryMissing, .other: .connect
        case .tls, .certificate, .clientCertificate, .authorities: .tls
        case .connectionLost, .timedOut, .notHTTP, .headTooLarge, .bodyTooLarge, .cannotStore, .redirected, .cancelled,
            .outcomeUnknown:
            .http
        }
    }

    /// The steps on the wire that a transfer went before the one that failed; all of them where none did.
    private static func passed(
        before failed: Step?, _ details: TransferDetails?, _ server: ServerAddress
    ) -> [Passed] {
        guard let details else { return [] }
        let address = details.address ?? "the server"
        let whose = details.proxy == nil ? server.host : "the proxy"
        var steps: [Passed] = []
        if let time = details.nameLookup { steps.append(Passed(.name, "\(whose) is found\(time.inBrackets)")) }
        if let proxy = details.proxy, details.connected != nil { steps.append(Passed(.proxy, "by way of \(proxy)")) }
        if let time = details.connected { steps.append(Passed(.connect, "to \(address)\(time.inBrackets)")) }
        if server.scheme == .https, let time = details.encrypted {
            steps.append(Passed(.tls, "the certificate is trusted\(time.inBrackets)"))
        }
        guard let failed, let end = Step.allCases.firstIndex(of: failed) else { return steps }
        return steps.filter { passed in (Step.allCases.firstIndex(of: passed.step) ?? end) < end }
    }
}

/// The first step of a connection test that failed, and why.
package struct ConnectionTestError: Error, Sendable, Equatable {
    package let step: ConnectionTest.Step
    private let error: APIError

    package init(step: ConnectionTest.Step, error: APIError) { (self.step, self.error) = (step, error) }

    /// The reason why no answer came; nil where one did.
    var cause: TransportError.Kind? { error.cause?.kind }

    /// What happened, without the name of the step.
    package var message: String { error.message }

    /// The error with the step named first, and with what to do about it.
    package var named: APIError {
        APIError(
            error.kind, status: error.status, code: error.code, message: "\(step.rawValue) failed: \(error.message)",
            details: error.details, request: error.request, server: error.server, nextStep: advice, cause: error.cause)
    }

    private var advice: String {
        guard error.cause == nil else { return error.nextStep }
        return switch step {
        case .login: "Give a token that is still valid, or log in with a password."
        case .rights: "Use the token of an administrator: most of the console needs one."
        case .http where error.kind == .notFound:
            "Check the path of the address: what answers there is not the API of a Sisense server."
        default: error.nextStep
        }
    }
}

extension Duration {
    fileprivate var inBrackets: String { " (\(Int((self / .milliseconds(1)).rounded())) ms)" }
}
