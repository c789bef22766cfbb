import Foundation
import Glibc

extension PrivateFile {
    /// Adds to the end of a file of mode 0600, in one piece, and returns once that is on disk. Folders that are missing
    /// are made, with mode 0700.
    static func append(_ data: Data, to url: URL) throws(PrivateFileError) {
        let path = url.path(percentEncoded: false)
        try makeFolder(url.deletingLastPathComponent())
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw PrivateFileError(path, .system(errno)) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: data)
            try handle.synchronize()
        } catch {
            throw PrivateFileError(path, .system(EIO))
        }
    }
}
