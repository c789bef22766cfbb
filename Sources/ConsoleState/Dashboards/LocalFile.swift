import Foundation
import Glibc

/// A file of this machine, by a path as people type it.
enum LocalFile {
    /// Why a file could not be read or written, for a person.
    struct Problem: Error {
        let text: String
    }

    /// More than any export has; a wrong path should not fill the memory.
    private static let limit = 64 << 20

    /// Never writes over a file that is there. With `isPrivate` nobody else of this machine may read it.
    static func write(_ data: Data, to path: String, isPrivate: Bool = false) throws(Problem) {
        let path = url(path).path(percentEncoded: false)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isPrivate ? 0o600 : 0o666)
        guard descriptor >= 0 else {
            switch errno {
            case EEXIST: throw Problem(text: "This file exists already; it is not overwritten")
            case ENOENT: throw Problem(text: "There is no such folder")
            default: throw Problem(text: "It cannot be written there: \(String(cString: strerror(errno)))")
            }
        }
        do {
            try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).write(contentsOf: data)
        } catch {
            throw Problem(text: "It cannot be written: \(error.localizedDescription)")
        }
    }

    static func read(_ path: String) throws(Problem) -> Data {
        do {
            let size = try url(path).resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
            guard size <= limit else { throw Problem(text: "It is larger than \(limit >> 20) MB") }
            return try Data(contentsOf: url(path))
        } catch let problem as Problem {
            throw problem
        } catch CocoaError.fileReadNoSuchFile {
            throw Problem(text: "There is no such file")
        } catch {
            throw Problem(text: "It cannot be read: \(error.localizedDescription)")
        }
    }

    /// `~` is the home folder.
    private static func url(_ path: String) -> URL {
        URL(filePath: NSString(string: path).expandingTildeInPath)
    }
}
