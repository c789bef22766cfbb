package import Foundation

/// How a local server runs.
package struct ServerConfiguration: Sendable {
    /// The IP address to listen on. Anything but a loopback address shows the server to the network.
    package var address = "127.0.0.1"
    /// 0 takes any free port.
    package var port: UInt16 = 0
    /// Where everything is kept; nil keeps it in memory. A folder that has data already is opened as it is, and
    /// `sample` is not looked at.
    package var dataDirectory: URL?
    /// What a new server holds.
    package var sample = SampleSize()
    package var limits = HTTPLimits()
    package var timeouts = Timeouts()
    package var maximumConnections = 4096
    /// Rounds of PBKDF2 for new passwords. Tests take 1.
    package var passwordRounds = 4096
    /// How long the answer to a wrong password is held back.
    package var wrongPasswordDelay = Duration.milliseconds(500)
    package var now: @Sendable () -> Date = { Date() }
    /// Takes what the operator should know, such as a journal that was cut short.
    package var report: @Sendable (String) -> Void = { _ in }

    package init() {}
}
