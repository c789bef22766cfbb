/// Why a local server could not start.
package enum LocalServerError: Error, Sendable, Equatable, CustomStringConvertible {
    case cannotListen(address: String, port: UInt16, reason: String)
    /// The folder of the data cannot be read or written.
    case dataFolder(path: String, reason: String)
    /// Another server has the folder open.
    case inUse(path: String)
    /// What is in the folder is not what was written. It is left as it is.
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
