import Foundation
import FoundationNetworking

/// `sisense-console serve` as a process of its own, until `stop`.
final class RunningServer {
    let address: String
    let greeting: String
    private let process: Process

    /// Returns once the server has printed where it listens.
    /// - Parameter fileLimit: How long any file may get that it writes, in units of 512 bytes; nil for no limit.
    init(_ arguments: [String] = [], fileLimit: Int? = nil) async throws {
        let process = Process()
        if let fileLimit {
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments =
                ["-c", "ulimit -f \(fileLimit) && exec \"$0\" \"$@\"", Program.path, "serve"] + arguments
        } else {
            process.executableURL = URL(filePath: Program.path)
            process.arguments = ["serve"] + arguments
        }
        let output = Pipe()
        process.standardOutput = output
        // Spawning and reading block, so they happen on a thread that may wait.
        let line = try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try Self.firstLine(of: process, output) })
            }
        }
        greeting = line
        address = String(line.prefix { $0 != " " })
        self.process = process
    }

    /// One line comes, and then nothing: reading on would wait for ever.
    private static func firstLine(of process: Process, _ output: Pipe) throws -> String {
        try process.run()
        var line = Data()
        while !line.contains(0x0A) {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Failure(text: "the server said nothing and ended") }
            line += more
        }
        return String(decoding: line, as: UTF8.self)
    }

    struct Failure: Error {
        let text: String
    }

    /// Ends it as a shell would and returns its exit status.
    @discardableResult
    func stop() async -> Int32 {
        process.terminate()
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [process] in
                process.waitUntilExit()
                continuation.resume(returning: process.terminationStatus)
            }
        }
    }

    deinit {
        if process.isRunning { process.terminate() }
    }
}

extension RunningServer {
    /// A token of the administrator.
    func token() async throws -> String {
        let login = ["call", "POST", "/authentication/login", "-f", "username=admin@acme.example"]
        let answer = try await Program.run(login + ["-f", "password=acme-demo"], environment: ["SISENSE_URL": address])
        let json = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
        guard let token = json?["access_token"] as? String else { throw Failure(text: "no token: \(answer.errors)") }
        return token
    }
}
