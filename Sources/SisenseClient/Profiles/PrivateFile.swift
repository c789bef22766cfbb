package import Foundation
import Glibc

/// Files that only their owner may read and write.
package enum PrivateFile {
    /// No token and no profile is larger.
    package static let sizeLimit = 1 << 20

    /// Reads a file, unless others could read or change it too.
    /// - Parameters:
    ///   - othersMayRead: for files that hold no secret, but must not be forged either.
    ///   - followsLinks: False for a file that only the program itself makes: a link there is somebody else's.
    ///   - limit: The largest size in bytes.
    package static func read(
        _ url: URL, othersMayRead: Bool = false, followsLinks: Bool = true, limit: Int = sizeLimit
    ) throws(PrivateFileError) -> Data {
        let path = url.path(percentEncoded: false)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW))
        guard descriptor >= 0 else {
            throw PrivateFileError(path, errno == ENOENT ? .missing : errno == ELOOP ? .link : .system(errno))
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        // The open file is asked, not the path, which may lead elsewhere by now.
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw PrivateFileError(path, .system(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw PrivateFileError(path, .noFile) }
        guard status.st_uid == geteuid() else { throw PrivateFileError(path, .foreign(owner: status.st_uid)) }
        let mode = status.st_mode & 0o777
        guard mode & (othersMayRead ? 0o022 : 0o077) == 0 else { throw PrivateFileError(path, .tooOpen(mode: mode)) }
        guard status.st_size <= limit else { throw PrivateFileError(path, .tooLarge) }
        do {
            return try handle.read(upToCount: limit) ?? Data()
        } catch {
            throw PrivateFileError(path, .system(EIO))
        }
    }

    /// Writes a file of mode 0600 so that a reader sees either the old content or the new one, also after a
    /// power failure. Folders that are missing are made, with mode 0700.
    /// - Parameter followsLinks: False to put the file in the place of a link instead of where the link leads.
    package static func write(_ data: Data, to url: URL, followsLinks: Bool = true) throws(PrivateFileError) {
        // A link that the user made stays one.
        let url = followsLinks ? url.resolvingSymlinksInPath() : url
        let path = url.path(percentEncoded: false)
        let folder = url.deletingLastPathComponent()
        try makeFolder(folder)
        guard FileWrites.ofProgram.begin() else { throw PrivateFileError(path, .system(ECANCELED)) }
        defer { FileWrites.ofProgram.end() }
        let temporary = folder.appending(path: ".\(url.lastPathComponent).\(UUID().uuidString)")
        let temporaryPath = temporary.path(percentEncoded: false)
        let descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw PrivateFileError(path, .system(errno)) }
        var problem = put(data, into: descriptor)
        // Some file systems say only now that there is no room.
        if close(descriptor) != 0, problem == 0 { problem = errno }
        guard problem == 0 else {
            unlink(temporaryPath)
            throw PrivateFileError(path, .system(problem))
        }
        guard rename(temporaryPath, path) == 0 else {
            let number = errno
            unlink(temporaryPath)
            throw PrivateFileError(path, .system(number))
        }
        synchronize(folder: folder)
    }

    /// Writes and waits for the disk. Returns the number of the error that stopped it, or 0.
    private static func put(_ data: Data, into descriptor: Int32) -> Int32 {
        let problem = data.withUnsafeBytes { DescriptorWriter.write($0, to: descriptor) }
        return problem == 0 && fsync(descriptor) != 0 ? errno : problem
    }

    /// Removes a file; one that is not there is no error.
    package static func remove(_ url: URL) throws(PrivateFileError) {
        let path = url.path(percentEncoded: false)
        guard unlink(path) == 0 else { throw PrivateFileError(path, errno == ENOENT ? .missing : .system(errno)) }
        synchronize(folder: url.deletingLastPathComponent())
    }

    /// Makes a folder that is missing, and those above it, for their owner alone.
    static func makeFolder(_ folder: URL) throws(PrivateFileError) {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw PrivateFileError(folder.path(percentEncoded: false), .cannotCreateFolder)
        }
    }

    /// Makes a folder that only the program itself uses; one that is there must be a folder of this user and no link.
    package static func makeOwnFolder(_ folder: URL) throws(PrivateFileError) {
        try makeFolder(folder)
        guard isOwnFolder(folder) else { throw PrivateFileError(folder.path(percentEncoded: false), .link) }
    }

    /// True for a folder of this user that no link leads to, nor to the folder it is in.
    package static func isOwnFolder(_ folder: URL) -> Bool {
        [folder, folder.deletingLastPathComponent()].allSatisfy { folder in
            var path = folder.path(percentEncoded: false)
            // With a slash behind it, a link would be followed.
            if path.hasSuffix("/") { path.removeLast() }
            var status = stat()
            return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
        }
    }

    /// The new name is on disk only when its folder is.
    static func synchronize(folder: URL) {
        let descriptor = open(folder.path(percentEncoded: false), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}

/// The reason why a file was not read or written.
package struct PrivateFileError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        case missing
        /// A folder, a pipe or a device.
        case noFile
        /// A symbolic link, which could lead anywhere.
        case link
        /// Another program holds it.
        case locked
        case tooOpen(mode: UInt32)
        case foreign(owner: UInt32)
        case tooLarge
        case cannotCreateFolder
        case system(Int32)
    }

    package let path: String
    package let reason: Reason

    init(_ path: String, _ reason: Reason) {
        self.path = path
        self.reason = reason
    }

    package var description: String {
        switch reason {
        case .missing: "No file with the name \(path)."
        case .noFile: "\(path) is not a regular file."
        case .link: "\(path) is a symbolic link."
        case .locked: "Another program holds \(path) locked."
        case .tooOpen(let mode): "\(path) has mode 0\(String(mode, radix: 8)): other users can read or change it."
        case .foreign(let owner): "\(path) belongs to another user (number \(owner))."
        case .tooLarge: "\(path) is too large."
        case .cannotCreateFolder: "Could not create the folder \(path)."
        case .system(let number): "\(path): \(String(cString: strerror(number)))."
        }
    }

    package var nextStep: String {
        switch reason {
        case .missing: "Check the path."
        case .tooOpen: "Run: chmod 600 \(CurlCommand.quoted(path))"
        case .foreign: "Copy what you need to a file of your own with mode 0600."
        case .noFile, .tooLarge: "Check the path."
        case .link: "Put the file itself in the place of the link."
        case .locked: "End the other program, or wait for it."
        case .cannotCreateFolder, .system: "Check the permissions of the folder and the space on the disk."
        }
    }
}
