import Foundation
import SisenseClient

/// How the console is opened.
struct ConsoleOptions {
    let arguments: ConnectionSettings.Arguments
    let isDemo: Bool
    /// Users of the demo; nil for the sample company.
    let users: Int?
    let theme: String?
    let isASCII: Bool
    let usesMouse: Bool
    let isDryRun: Bool
    /// Where what happens is written; nil for nowhere.
    let log: URL?
}
