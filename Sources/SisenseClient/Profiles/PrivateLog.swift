package import Foundation
import Glibc

/// A file of mode 0600 that grows by whole lines while it is open.
///
/// Lines are handed to the system at once and in one piece, so that a program that is killed leaves all of them. Unlike
/// the audit log, it does not wait for the disk: it may be called for each key.
package final class PrivateLog: Sendable {
    private let descriptor: Int32

    /// Opens a file to add to, or makes it. One that others may read, or that is no plain file, is refused.
    package init(_ url: URL) throws(PrivateFileError) {
        let path = url.path(percentEncoded: false)
        // Without O_NONBLOCK, opening a pipe would wait for its reader.
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK
        let descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { throw PrivateFileError(path, .system(errno)) }
        if let reason = Self.reason(against: descriptor) {
            close(descriptor)
            throw PrivateFileError(path, reason)
        }
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Adds a line; control characters in it become spaces. What the disk does not take is lost: a log must not stop
    /// what it follows.
    package func append(_ line: String) {
        let bytes = line.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0 } + [UInt8(ascii: "\n")]
        _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }

    /// The reason why nothing private may be written there. The open file is asked, not the path.
    private static func reason(against descriptor: Int32) -> PrivateFileError.Reason? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .system(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { return .noFile }
        guard status.st_uid == geteuid() else { return .foreign(owner: status.st_uid) }
        let mode = status.st_mode & 0o777
        return mode & 0o077 == 0 ? nil : .tooOpen(mode: mode)
    }
}
