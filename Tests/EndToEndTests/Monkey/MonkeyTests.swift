import Foundation
import LocalServer
import SisenseClient
import TestTerminal
import Testing

extension EndToEnd {
    @Suite("A hand without a plan")
    struct MonkeyTests {
        private static let variables = ProcessInfo.processInfo.environment
        private static let seconds = variables["MONKEY_SECONDS"].flatMap(Double.init) ?? 10
        private static let seed = variables["MONKEY_SEED"].flatMap(UInt64.init) ?? 1

        @Test("Random keys on a server that misbehaves neither end the program nor send what nobody has seen")
        func play() async throws {
            var configuration = ServerConfiguration()
            configuration.passwordRounds = 1
            let server = try await LocalServer.start(configuration)
            let front = try SpoilingFront(before: server.port, isChange: Self.isChange)
            let folder = FileManager.default.temporaryDirectory.appending(path: "monkey-\(UUID())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let environment = [
                "SISENSE_URL": front.address, "SISENSE_USER": SampleData.administratorEmail,
                "SISENSE_PASSWORD": SampleData.password, "EDITOR": "/bin/true", "VISUAL": "/bin/true",
            ]
            print("Monkey: seed \(Self.seed), \(Self.seconds) s")
            var monkey = Monkey(front: front, seed: Self.seed)
            let end = ContinuousClock.now + .seconds(Self.seconds)
            repeat {
                try await monkey.visit(until: end, environment: environment, folder: folder)
            } while ContinuousClock.now < end && monkey.faults.isEmpty
            print("Monkey: \(monkey.gestures) gestures in \(monkey.visits) visits, \(front.figures)")
            #expect(monkey.faults == [], "MONKEY_SEED=\(Self.seed) repeats this")
            #expect(monkey.gestures > 0)
            front.stop()
            await server.stop()
            try? FileManager.default.removeItem(at: folder)
        }

        /// As the catalogue says. What it does not know, the console cannot call.
        private static func isChange(_ method: String, _ path: String) -> Bool {
            guard let method = HTTPMethod(rawValue: method), !path.hasSuffix("/authentication/login"),
                let (operation, _) = try? Catalogue.sisense.resolve(method, path)
            else { return false }
            return operation.writes
        }
    }
}
