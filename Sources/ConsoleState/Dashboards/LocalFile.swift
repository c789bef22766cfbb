import Foundation

/// A file of this machine, by a path as people type it.
enum LocalFile {
    /// Why a file could not be read or written, for a person.
    struct Problem: Error {
        let text: String
    }

    /// More than any export has; a wrong path should not fill the memory.
    private static let limit = 64 << 20

    /// Never writes over a file that is there.
    static func write(_ data: Data, to path: String) throws(Problem) {
        do {
            try data.write(to: url(path), options: .withoutOverwriting)
        } catch CocoaError.fileWriteFileExists {
            throw Problem(text: "This file exists already; it is not overwritten")
        } catch CocoaError.fileNoSuchFile {
            throw Problem(text: "There is no such folder")
        } catch {
            throw Problem(text: "It cannot be written there: \(error.localizedDescription)")
        }
    }

    /// A folder that is there already is fine.
    static func makeFolder(_ path: String) throws(Problem) {
        do {
            try FileManager.default.createDirectory(at: url(path), withIntermediateDirectories: true)
        } catch {
            throw Problem(text: "The folder cannot be made: \(error.localizedDescription)")
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
