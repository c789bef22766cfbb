import Foundation

/// The local server in a process of its own, so that its memory and time are not the benchmark's.
final class ServerProcess {
    private let process = Process()
    let address: String

    /// Starts it and waits until it tells its address.
    init(users: Int) throws {
        process.executableURL = URL(filePath: CommandLine.arguments[0])
        process.arguments = ["serve", String(users)]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let line = output.fileHandleForReading.availableData
        address = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }
}
