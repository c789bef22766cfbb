import Foundation
import TerminalKit

extension CursesScreen {
    /// A screen as the environment of the test asks for: `PROBE_THEME`, `PROBE_MOUSE`, `PROBE_REPORT`.
    static func forProbe() throws -> CursesScreen {
        let environment = ProcessInfo.processInfo.environment
        var options = Options()
        options.theme = environment["PROBE_THEME"].flatMap { Theme.named($0) } ?? .midnight
        options.usesMouse = environment["PROBE_MOUSE"] != nil
        options.faultNote = "The probe has stopped by a fault.\r\n"
        options.faultReport = environment["PROBE_REPORT"].map { ($0, "The probe, version of the tests") }
        return try CursesScreen(options)
    }
}
