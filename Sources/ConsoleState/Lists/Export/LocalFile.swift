package import Foundation
import Glibc
import SisenseClient

/// A file of this machine, by a path as people type it.
package enum LocalFile {
    /// The reason why a file could not be read or written, for a person.
    package struct Problem: Error, Equatable {
        package let text: String

        package static let isMissing = Problem(text: "No file with that name")
    }

    /// A size larger than any export has; a wrong path should not fill the memory.
    private static let limit = 64 << 20

    /// Writes a file that only its owner may read, whole or not at all.
    /// - Parameter isReplacing: True when a file that is there may be written over.
    package static func write(_ data: Data, to path: String, isReplacing: Bool = false) throws(Problem) {
        try check(path, isReplacing: isReplacing)
        let url = url(path)
        if !isReplacing { try claim(url) }
        do throws(PrivateFileError) {
            try PrivateFile.write(data, to: url)
        } catch {
            if !isReplacing { unlink(url.path(percentEncoded: false)) }
            throw Problem(text: "Could not write the file: \(error)")
        }
    }

    /// Says before any work what would keep a file from being written.
    package static func check(_ path: String, isReplacing: Bool) throws(Problem) {
        let url = url(path)
        var status = stat()
        if stat(url.path(percentEncoded: false), &status) == 0 {
            guard status.st_mode & S_IFMT != S_IFDIR else { throw Problem(text: "This is a folder: add a file name") }
            guard status.st_mode & S_IFMT == S_IFREG else { throw Problem(text: "Not a regular file") }
            guard isReplacing else { throw Problem(text: "This file already exists; it was not overwritten") }
        }
        let folder = url.deletingLastPathComponent().path(percentEncoded: false)
        guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw Problem(text: "No folder with that name")
        }
        guard access(folder, W_OK) == 0 else { throw Problem(text: "You cannot write to this folder") }
    }

    /// The whole content of a file that is no larger than the limit.
    package static func read(_ path: String) throws(Problem) -> Data {
        do {
            let values = try url(path).resolvingSymlinksInPath().resourceValues(forKeys: [
                .fileSizeKey, .isRegularFileKey, .isDirectoryKey,
            ])
            // A pipe would be waited for.
            guard values.isRegularFile == true else {
                throw Problem(text: values.isDirectory == true ? "It is a folder" : "It is no file that can be read")
            }
            let size = values.fileSize ?? 0
            guard size <= limit else { throw Problem(text: "It is larger than \(limit >> 20) MB") }
            return try Data(contentsOf: url(path))
        } catch let problem as Problem {
            throw problem
        } catch CocoaError.fileReadNoSuchFile {
            throw Problem.isMissing
        } catch CocoaError.fileReadNoPermission {
            throw Problem(text: "You may not read it")
        } catch {
            throw Problem(text: "Could not read the file: \(error.localizedDescription)")
        }
    }

    /// A folder that is there already is fine.
    package static func makeFolder(_ path: String) throws(Problem) {
        do {
            try FileManager.default.createDirectory(at: url(path), withIntermediateDirectories: true)
        } catch {
            throw Problem(text: "Could not create the folder: \(error.localizedDescription)")
        }
    }

    /// Takes the name, so that a file which appears at the last moment is not written over either.
    private static func claim(_ url: URL) throws(Problem) {
        let descriptor = open(url.path(percentEncoded: false), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Problem(text: "Could not write the file: \(String(cString: strerror(errno)))")
        }
        close(descriptor)
    }

    /// The file at a path. `~` is the home folder as the shell has it, in `HOME`; the system's list of users may name
    /// another.
    static func url(
        _ path: String, home: String? = ProcessInfo.processInfo.environment["HOME"]
    ) -> URL {
        if let home, !home.isEmpty, path == "~" || path.hasPrefix("~/") {
            return URL(filePath: home + path.dropFirst())
        }
        return URL(filePath: NSString(string: path).expandingTildeInPath)
    }
}
