import Dispatch
import Foundation
import Glibc
import LocalServer
import SisenseClient

/// Runs the local server until a signal ends it.
struct ServeCommand {
    private let options: ServeOptions

    init(_ options: ServeOptions) {
        self.options = options
    }

    func run() async -> ExitStatus {
        var configuration = ServerConfiguration()
        configuration.address = options.address
        configuration.port = options.port
        configuration.dataDirectory = options.data
        configuration.basePath = options.base
        options.rehearsal.apply(to: &configuration)
        configuration.report = { Output.error($0) }
        if let users = options.users { configuration.sample = .company(of: users) }
        configuration.sample.groups = options.groups ?? configuration.sample.groups
        configuration.sample.dashboards = options.dashboards ?? configuration.sample.dashboards
        configuration.sample.seed = options.seed.map { UInt64($0) } ?? configuration.sample.seed
        if !LocalServer.isLoopback(options.address) {
            Output.error(
                "Anyone who can reach \(options.address) can log in with the sample passwords, which are public.")
        }
        let signals = stopSignals()
        do {
            let server = try await LocalServer.start(configuration)
            try Output.lines(
                "\(server.address)  log in as \(SampleData.administratorEmail) / \(SampleData.password)")
            for await _ in signals.stream { break }
            await server.stop()
            return ExitStatus.done
        } catch let error as LocalServerError {
            Output.error(error.description)
            return ExitStatus.failed
        } catch {
            return Failure.report(error)
        }
    }

    /// Ctrl-C and the signals that ask a program to end. The sources must live as long as the stream is read.
    private func stopSignals() -> (stream: AsyncStream<Int32>, sources: [any DispatchSourceSignal]) {
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield(number) }
            source.activate()
            return source
        }
        return (stream, sources)
    }
}
