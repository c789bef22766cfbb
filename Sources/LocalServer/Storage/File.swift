import Foundation
import Glibc

/// A file that is written at its end, with errors as text and the parts of the interface that Foundation hides:
/// exclusive locks, permissions from the first moment, and knowing that bytes are on the disk.
///
/// It is closed when nobody has it any more and by nobody else: whoever closed it twice would close what another thread
/// has opened in between.
final class File: Sendable {
    private let descriptor: Int32

    struct Failure: Error {
        let call: String
        let code: Int32

        var reason: String { "\(call): \(String(cString: strerror(code)))" }
    }

    /// Opens for appending, readable and writable by the owner alone. A link is not followed.
    init(_ path: String, emptied: Bool = false) throws(Failure) {
        let flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | (emptied ? O_TRUNC : 0)
        let descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { throw Failure(call: "open \(path)", code: errno) }
        _ = fchmod(descriptor, 0o600)
        self.descriptor = descriptor
    }

    /// False when somebody else has the lock. It ends with the process, however that ends.
    func lock() -> Bool {
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }

    /// Lets go of the lock at once. Closing the file would not while a program that is being started holds a copy of it.
    func unlock() { flock(descriptor, LOCK_UN) }

    func append(_ bytes: [UInt8]) throws(Failure) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if count > 0 { written += count } else if errno != EINTR { throw Failure(call: "write", code: errno) }
        }
    }

    /// Returns when everything appended is on the disk.
    func synchronize() throws(Failure) {
        guard fsync(descriptor) == 0 else { throw Failure(call: "fsync", code: errno) }
    }

    func cut(to length: Int) throws(Failure) {
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw Failure(call: "ftruncate", code: errno) }
    }

    deinit { close(descriptor) }

    /// Replaces `target` with `source` in one step. The disk knows when the folder is synchronised.
    static func rename(_ source: String, to target: String) throws(Failure) {
        guard Glibc.rename(source, target) == 0 else { throw Failure(call: "rename", code: errno) }
    }

    static func synchronize(folder: String) throws(Failure) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(call: "open \(folder)", code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Failure(call: "fsync \(folder)", code: errno) }
    }
}

/// A file in memory without being read: the system brings its pages in when they are looked at, and takes them away
/// when it needs the room.
///
/// The bytes are those of the file as it was opened, whatever replaces it in the folder later. Only a program
/// that shortens this very file could take them away, and the lock and the rights of a data folder keep others out.
final class MappedFile {
    let bytes: UnsafeRawBufferPointer

    init(_ path: String) throws(File.Failure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw File.Failure(call: "open \(path)", code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw File.Failure(call: "fstat", code: errno) }
        let length = Int(status.st_size)
        guard length > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        let start = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard start != MAP_FAILED else { throw File.Failure(call: "mmap", code: errno) }
        bytes = UnsafeRawBufferPointer(start: start, count: length)
    }

    deinit {
        if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }

    /// The ranges of the lines, without their line feeds. What follows the last line feed is a line as well.
    var lines: [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        while start < bytes.count, let base = bytes.baseAddress {
            let found = memchr(base + start, 10, bytes.count - start)
            let end = found.map { UnsafeRawPointer($0) - base } ?? bytes.count
            lines.append(start..<end)
            start = end + 1
        }
        return lines
    }

    subscript(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[range]) }

    /// Lets the pages go that have been looked at; they come back from the file when they are needed.
    func release() {
        guard let start = bytes.baseAddress else { return }
        _ = madvise(UnsafeMutableRawPointer(mutating: start), bytes.count, MADV_DONTNEED)
    }
}
