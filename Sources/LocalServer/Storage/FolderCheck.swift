import Foundation
import Glibc

/// Makes sure that a data folder is the server's own: that nobody else can put files into it, and that nothing in it
/// leads to a file elsewhere, which the server would overwrite or show.
enum FolderCheck {
    /// The reason why a folder is not used, as the rest of a sentence.
    struct Refusal: Error {
        let reason: String
    }

    /// Looks at the folder, at all it holds, and at the folders in it.
    static func run(_ folder: String) throws(Refusal) {
        try look(at: folder, as: "it", followsLink: true)
        try lookInside(folder, below: "")
    }

    private static func lookInside(_ folder: String, below prefix: String) throws(Refusal) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw Refusal(reason: "\(prefix.isEmpty ? "it" : prefix) cannot be read")
        }
        for name in names.sorted() {
            let isFolder = try look(at: "\(folder)/\(name)", as: prefix + name, followsLink: false)
            if isFolder { try lookInside("\(folder)/\(name)", below: "\(prefix)\(name)/") }
        }
    }

    /// - Returns: True for a folder.
    @discardableResult
    private static func look(at path: String, as name: String, followsLink: Bool) throws(Refusal) -> Bool {
        var status = stat()
        guard (followsLink ? stat(path, &status) : lstat(path, &status)) == 0 else {
            throw Refusal(reason: "\(name): \(String(cString: strerror(errno)))")
        }
        let type = status.st_mode & S_IFMT
        guard type != S_IFLNK else { throw Refusal(reason: "\(name) is a link. Remove it") }
        guard type == S_IFDIR || type == S_IFREG else {
            throw Refusal(reason: "\(name) is neither a file nor a folder")
        }
        guard status.st_uid == geteuid() else {
            throw Refusal(reason: "\(name) belongs to another user (\(status.st_uid))")
        }
        guard status.st_mode & S_IWOTH == 0 else { throw Refusal(reason: "everybody may write to \(name)") }
        guard type == S_IFDIR || status.st_nlink == 1 else {
            throw Refusal(reason: "\(name) is the same file as another one (a hard link)")
        }
        return type == S_IFDIR
    }
}
