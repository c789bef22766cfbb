import Foundation
import Glibc

/// A calendar month in UTC, as in `2026-11`, which compare in their order.
struct Month: Sendable, Comparable, CustomStringConvertible {
    let description: String

    init(_ date: Date) { description = String(Timestamp(date).description.prefix(7)) }

    /// The month of the first time in a text; nil when there is none.
    init?(firstIn text: String) {
        guard let match = text.firstMatch(of: /"time":"(\d{4}-\d{2})-/) else { return nil }
        description = String(match.output.1)
    }

    static func < (left: Month, right: Month) -> Bool { left.description < right.description }
}

/// A file of mode 0600 to which several programs add lines, and which is set aside when a new month begins.
struct AppendedFile {
    let url: URL
    /// The mode that others could read or change it with, when that was found and taken away.
    private(set) var narrowedMode: UInt32?

    init(_ url: URL) { self.url = url }

    var path: String { url.path(percentEncoded: false) }

    /// The time that another program may hold the file; it holds it while it writes a line.
    private static let patience = Duration.seconds(10)
    private static let pause = Duration.milliseconds(10)

    /// Adds a line in one piece. Folders that are missing are made, with mode 0700.
    /// - Parameters:
    ///   - month: That of the line: a file that begins in an earlier one is set aside first.
    ///   - isSynchronized: True to return only once the line is on the disk.
    mutating func append(_ line: Data, month: Month, isSynchronized: Bool) async throws(PrivateFileError) {
        try PrivateFile.makeFolder(url.deletingLastPathComponent())
        let deadline = ContinuousClock.now + Self.patience
        while true {
            let descriptor = try openedFile()
            defer { close(descriptor) }
            while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
                let number = errno
                guard number == EWOULDBLOCK || number == EINTR else { throw PrivateFileError(path, .system(number)) }
                guard ContinuousClock.now < deadline, (try? await Task.sleep(for: Self.pause)) != nil else {
                    throw PrivateFileError(path, .locked)
                }
            }
            // While it was waited for, the file may have been set aside: the lock is then that of another file.
            guard isCurrent(descriptor), !setAside(descriptor, before: month) else { continue }
            let isNew = lseek(descriptor, 0, SEEK_END) == 0
            try write(line, to: descriptor)
            flock(descriptor, LOCK_UN)
            // Without the lock: others write meanwhile, and the disk takes all of it at once.
            guard isSynchronized else { return }
            guard fsync(descriptor) == 0 else { throw PrivateFileError(path, .system(errno)) }
            if isNew { PrivateFile.synchronize(folder: url.deletingLastPathComponent()) }
            return
        }
    }

    /// Opens the file itself and nothing a link leads to, and takes it from others who could read it.
    private mutating func openedFile() throws(PrivateFileError) -> Int32 {
        let flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
        let descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { throw PrivateFileError(path, errno == ELOOP ? .link : .system(errno)) }
        var status = stat()
        let reason: PrivateFileError.Reason? =
            if fstat(descriptor, &status) != 0 {
                .system(errno)
            } else if status.st_mode & S_IFMT != S_IFREG {
                .noFile
            } else if status.st_uid != geteuid() {
                .foreign(owner: status.st_uid)
            } else if status.st_mode & 0o077 != 0, fchmod(descriptor, 0o600) != 0 {
                .tooOpen(mode: status.st_mode & 0o777)
            } else {
                nil
            }
        if let reason {
            close(descriptor)
            throw PrivateFileError(path, reason)
        }
        if status.st_mode & 0o077 != 0 { narrowedMode = status.st_mode & 0o777 }
        return descriptor
    }

    /// True while the open file is the one that its path leads to.
    private func isCurrent(_ descriptor: Int32) -> Bool {
        var (opened, named) = (stat(), stat())
        return fstat(descriptor, &opened) == 0 && lstat(path, &named) == 0 && opened.st_ino == named.st_ino
            && opened.st_dev == named.st_dev
    }

    /// Writes a line behind the others, all of it or nothing.
    private func write(_ line: Data, to descriptor: Int32) throws(PrivateFileError) {
        let size = lseek(descriptor, 0, SEEK_END)
        // A writer that was cut off has left a line without its end, which must not swallow this one.
        let bytes = (endsInLine(descriptor, size) ? Data() : Data("\n".utf8)) + line + Data("\n".utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count > 0 {
                written += count
            } else if errno != EINTR {
                let number = errno
                if written > 0 { ftruncate(descriptor, size) }
                throw PrivateFileError(path, .system(number))
            }
        }
    }

    private func endsInLine(_ descriptor: Int32, _ size: off_t) -> Bool {
        var last: UInt8 = 0
        guard size > 0, pread(descriptor, &last, 1, size - 1) == 1 else { return true }
        return last == UInt8(ascii: "\n")
    }

    // MARK: Months

    /// Bytes in which the time of the first line stands.
    private static let headSize = 1024

    /// Renames the file when it begins in an earlier month.
    /// - Returns: True when it did, and the path leads to no file any more.
    private func setAside(_ descriptor: Int32, before month: Month) -> Bool {
        var head = [UInt8](repeating: 0, count: Self.headSize)
        let count = pread(descriptor, &head, head.count, 0)
        guard count > 0, let first = Month(firstIn: String(decoding: head.prefix(count), as: UTF8.self)),
            first < month
        else { return false }
        let target = url.deletingLastPathComponent()
            .appending(path: "\(Self.stem(of: url))-\(first).\(url.pathExtension)").path(percentEncoded: false)
        // One that is there already, after the clock was set, must not be lost.
        return access(target, F_OK) != 0 && rename(path, target) == 0
    }

    private static func stem(of url: URL) -> String { url.deletingPathExtension().lastPathComponent }

    /// The file and the months that were set aside, the oldest first.
    static func all(of url: URL) -> [URL] {
        let folder = url.deletingLastPathComponent()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
        let (start, end) = (stem(of: url) + "-", "." + url.pathExtension)
        let months = names.filter { name in
            guard name.hasPrefix(start), name.hasSuffix(end) else { return false }
            return name.dropFirst(start.count).dropLast(end.count).wholeMatch(of: /\d{4}-\d{2}/) != nil
        }
        return months.sorted().map { folder.appending(path: $0) } + [url]
    }
}
