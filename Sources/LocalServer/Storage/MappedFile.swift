import Foundation
import Glibc

/// A file in memory without being read: the system brings its pages in when they are looked at, and takes them away
/// when it needs the room.
///
/// The bytes are those of the file as it was opened, whatever takes its place in the folder later. Only a program
/// that shortens this very file could take them away, and the lock and the rights of a data folder keep others out.
final class MappedFile {
    let bytes: UnsafeRawBufferPointer

    init(_ path: String) throws(File.Failure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
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

    /// Where the lines are, without their line feeds. What follows the last line feed is a line as well.
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
