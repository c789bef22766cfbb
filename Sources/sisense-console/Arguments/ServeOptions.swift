import Foundation

/// How the local server is run alone.
struct ServeOptions {
    let port: UInt16
    /// Where it keeps its data; nil for memory.
    let data: URL?
    let users: Int?
}
