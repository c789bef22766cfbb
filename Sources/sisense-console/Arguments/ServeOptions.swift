import Foundation

/// How the local server is run alone.
struct ServeOptions {
    /// An IP address; anything but a loopback address shows the server to the network.
    let address: String
    let port: UInt16
    /// Where it keeps its data; nil for memory.
    let data: URL?
    let users: Int?
    let groups: Int?
    let dashboards: Int?
    /// Another number gives another company of the same size.
    let seed: Int?
}
