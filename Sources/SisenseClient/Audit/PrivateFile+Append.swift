import Foundation
import Glibc

extension PrivateFile {
    /// Adds a line to the end of a file of mode 0600, in one piece, and returns once that is on disk. Folders that are
    /// missing are made, with mode 0700. Others may add to the file at the same time.
    static func append(line: Data, to url: URL) throws(PrivateFileError) {
        let path = url.path(percentEncoded: false)
        try makeFolder(url.deletingLastPathComponent())
        let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw PrivateFileError(path, .system(errno)) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        // Gone with the descriptor. Without it, a long line could be cut in two by another writer's.
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw PrivateFileError(path, .system(errno)) }
        }
        do {
            try handle.write(contentsOf: (endsInLine(descriptor) ? Data() : Data("\n".utf8)) + line + Data("\n".utf8))
            try handle.synchronize()
        } catch {
            throw PrivateFileError(path, .system(EIO))
        }
    }

    /// Whether the next byte begins a line. It does not after a writer was cut off, whose rest must not swallow what
    /// comes next.
    private static func endsInLine(_ descriptor: Int32) -> Bool {
        var last: UInt8 = 0
        let size = lseek(descriptor, 0, SEEK_END)
        guard size > 0, pread(descriptor, &last, 1, size - 1) == 1 else { return true }
        return last == UInt8(ascii: "\n")
    }
}
