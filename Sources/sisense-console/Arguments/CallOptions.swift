import Foundation
import SisenseClient

/// One call from a script.
struct CallOptions {
    let arguments: ConnectionSettings.Arguments
    let method: HTTPMethod
    /// As typed: with or without the base of a version, and with a query perhaps.
    let path: String
    let query: [QueryItem]
    /// Members of the body.
    let fields: [(name: String, value: String)]
    /// A file with the body, or `-`.
    let input: String?
    let isDryRun: Bool
    let paginates: Bool
    let showsHead: Bool
    /// The reason of a change, for the audit log.
    let reason: String?
    /// Where the requests are written; nil for nowhere.
    let log: URL?
}
