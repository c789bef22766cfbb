import Foundation
import Glibc

/// A port on loopback that neither takes nor refuses connections: its queue is full and nobody empties it.
package final class BlackHole: Sendable {
    package let port: UInt16
    private let sockets: [Int32]

    package init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        var sockets = [listener]
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = bind(listener, address, length)
                _ = listen(listener, 0)
                _ = getsockname(listener, address, &length)
                // One more than the queue holds, so that whoever comes next is not even answered.
                for _ in 0..<4 {
                    let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
                    _ = connect(client, address, length)
                    sockets.append(client)
                }
            }
        }
        self.sockets = sockets
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit {
        for socket in sockets { close(socket) }
    }
}
