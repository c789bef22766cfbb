package import Foundation
import Glibc

/// The pending reverts of this machine, each in a file of its own beside the audit log, so that a program that dies
/// leaves behind what the next start has to revert.
///
/// A file is written and on the disk before the save leaves. It is locked as long as its program lives: one that is not
/// locked was abandoned.
package struct RevertJournal: Sendable {
    private let folder: URL

    /// - Parameter audit: The file of the audit log that it stands beside.
    package init(beside audit: URL) {
        let name = audit.deletingPathExtension().lastPathComponent + "-reverts"
        folder = audit.deletingLastPathComponent().appending(path: name, directoryHint: .isDirectory)
    }

    /// A pending revert that is written down. It stays locked as long as this exists.
    package final class Entry: Sendable {
        package let pending: PendingRevert
        /// The time of the save.
        package let time: Date
        private let url: URL
        private let descriptor: Int32

        fileprivate init(_ pending: PendingRevert, _ time: Date, _ url: URL, _ descriptor: Int32) {
            (self.pending, self.time, self.url, self.descriptor) = (pending, time, url, descriptor)
        }

        deinit { close(descriptor) }

        /// Forgets it, once it is confirmed or reverted.
        /// - Throws: `PrivateFileError`: the next start would take it for abandoned.
        package func remove() throws(PrivateFileError) { try PrivateFile.remove(url) }
    }

    /// Writes a pending revert down, and returns once that is on the disk.
    /// - Throws: `PrivateFileError` when it cannot be; then the save must not be sent.
    package func keep(
        _ pending: PendingRevert, on server: ServerAddress, at time: Date
    ) throws(PrivateFileError) -> Entry {
        try PrivateFile.makeFolder(folder)
        let url = folder.appending(path: "\(UUID().uuidString).json")
        let path = url.path(percentEncoded: false)
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw PrivateFileError(path, .system(errno)) }
        // Locked while it is empty: nobody can take it for abandoned.
        var json = pending.json
        json["server"] = .string(server.description)
        json["time"] = .string(Timestamp(time).description)
        let data = JSONWriter.write(json)
        // Another program that looks for abandoned ones may hold it for the moment it takes to find it empty.
        var problem: Int32 = 0
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno != EINTR else { continue }
            problem = errno
            break
        }
        if problem == 0 { problem = data.withUnsafeBytes { DescriptorWriter.write($0, to: descriptor) } }
        if problem == 0, fsync(descriptor) != 0 { problem = errno }
        guard problem == 0 else {
            unlink(path)
            close(descriptor)
            throw PrivateFileError(path, .system(problem))
        }
        PrivateFile.synchronize(folder: folder)
        return Entry(pending, time, url, descriptor)
    }

    /// Takes over the pending reverts of this server whose program has ended, the oldest first.
    package func abandoned(on server: ServerAddress) -> [Entry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
        let entries = names.filter { $0.hasSuffix(".json") }.compactMap { name in
            takenOver(folder.appending(path: name), server)
        }
        return entries.sorted { $0.time < $1.time }
    }

    private func takenOver(_ url: URL, _ server: ServerAddress) -> Entry? {
        let descriptor = open(url.path(percentEncoded: false), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, let data = try? PrivateFile.read(url),
            let json = try? JSONReader.read(data), json["server"]?.string == server.description,
            let pending = PendingRevert(json), let time = json["time"]?.string.flatMap(Timestamp.init)
        else {
            close(descriptor)
            return nil
        }
        return Entry(pending, time.date, url, descriptor)
    }

    /// Removes the folder of a journal that nobody needs any more, as that of the demo.
    package func removeAll() { try? FileManager.default.removeItem(at: folder) }
}
