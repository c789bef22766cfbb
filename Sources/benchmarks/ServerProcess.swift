import Foundation
import Glibc

/// The local server in a process of its own, so that its memory and time are not the benchmark's.
final class ServerProcess {
    private let process = Process()
    let address: String

    /// Starts it and waits until it prints its address.
    /// - Parameter data: The folder of its data; nil for memory.
    init(users: Int, groups: Int = 12, dashboards: Int = 24, data: URL? = nil) throws {
        process.executableURL = URL(filePath: CommandLine.arguments[0])
        process.arguments =
            ["serve", String(users), String(groups), String(dashboards)] + (data.map { [$0.path()] } ?? [])
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let line = output.fileHandleForReading.availableData
        address = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    var port: UInt16 { URL(string: address)?.port.flatMap { UInt16(exactly: $0) } ?? 0 }

    deinit {
        // A process that is started from a thread of the pool inherits its blocked signals, SIGTERM among them.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
