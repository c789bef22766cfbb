package import Foundation

/// The configuration of a local server.
package struct ServerConfiguration: Sendable {
    /// The IP address to listen on. Anything but a loopback address shows the server to the network.
    package var address = "127.0.0.1"
    /// 0 takes any free port.
    package var port: UInt16 = 0
    /// The folder for all data; nil keeps it in memory. A folder that has data already is opened as it is, and
    /// `sample` is not looked at.
    package var dataDirectory: URL?
    /// The sample data of a new server.
    package var sample = SampleSize()
    /// True for a new server that nobody has set up: it has none of the settings that people save.
    package var isFresh = false
    /// The version of the real server to answer as; nil for the newest, with all of the catalogue.
    package var version: ServerVersion?
    /// The path below which the server lies, as behind a proxy; empty for none.
    package var basePath = ""
    /// The most records that a page of a list holds, whatever is asked for.
    package var pageLimit = Int.max
    /// The way in which it misbehaves; nil for a server that works.
    package var chaos: Chaos?
    package var limits = HTTPLimits()
    package var timeouts = Timeouts()
    package var maximumConnections = 4096
    /// Rounds of PBKDF2 for new passwords. Tests take 1.
    package var passwordRounds = 4096
    /// The time the answer to a wrong password is held back.
    package var wrongPasswordDelay = Duration.milliseconds(500)
    package var now: @Sendable () -> Date = { Date() }
    /// Takes what the operator should know, such as a journal that was cut short.
    package var report: @Sendable (String) -> Void = { _ in }

    package init() {}

    var baseSegments: [String] { basePath.split(separator: "/").map(String.init) }
}

/// The time limits for a client.
package struct Timeouts: Sendable, Equatable {
    /// From the first byte of a header to its end, and from connecting to the first byte.
    package var head = Duration.seconds(10)
    /// From the end of a header to the end of its body.
    package var body = Duration.seconds(60)
    /// Between two pieces of an answer that the client takes.
    package var write = Duration.seconds(30)
    /// For an answer that another server has a part in.
    package var job = Duration.seconds(120)
    /// Between two requests.
    package var idle = Duration.seconds(75)
    /// For the other side to close after the last answer.
    package var linger = Duration.seconds(2)

    package init() {}
}

/// The size limits of one request.
package struct HTTPLimits: Sendable, Equatable {
    /// Bytes of the request line; beyond it the answer is 414.
    package var requestLine = 16 << 10
    /// Bytes of the request line and all header fields; beyond it the answer is 431.
    package var head = 64 << 10
    package var headerCount = 100
    /// Bytes of the body; beyond it the answer is 413.
    package var body = 16 << 20
    /// Bytes of all requests together that have begun to come; beyond it large ones are answered with 503.
    package var heldAtOnce = 256 << 20

    package init() {}
}

/// The reason why a local server could not start.
package enum LocalServerError: Error, Sendable, Equatable, CustomStringConvertible {
    case cannotListen(address: String, port: UInt16, reason: String)
    /// The folder of the data cannot be read or written.
    case dataFolder(path: String, reason: String)
    /// Another server has the folder open.
    case inUse(path: String)
    /// The data in the folder are not what was written. They are left as they are.
    case damaged(path: String, reason: String)

    package var description: String {
        switch self {
        case .cannotListen(let address, let port, let reason):
            "Cannot listen on \(address), port \(port): \(reason). Choose another port with --port."
        case .dataFolder(let path, let reason): "Cannot use the data folder \(path): \(reason)."
        case .inUse(let path): "Another server has \(path) open. Stop it, or choose another folder with --data."
        case .damaged(let path, let reason):
            "\(path) is damaged (\(reason)). Nothing was changed. Restore it from a copy, or move it away."
        }
    }
}
