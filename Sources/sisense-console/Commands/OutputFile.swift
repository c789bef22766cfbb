import ConsoleState
import Foundation
import Glibc
import SisenseClient
import Synchronization

/// A file that takes the place of standard output. It appears whole, when all is written, or not at all.
struct OutputFile {
    private let path: String
    private let part: String

    /// Leads standard output to the file.
    init(_ path: String) throws(UsageError) {
        do throws(LocalFile.Problem) {
            try LocalFile.check(path, isReplacing: true)
        } catch {
            throw UsageError("\(path): \(error.text).")
        }
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK {
            throw UsageError("\(path): This is a link: name the file it leads to.")
        }
        (self.path, part) = (path, "\(path).\(getpid()).part")
        let descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0, dup2(descriptor, STDOUT_FILENO) >= 0 else {
            throw UsageError("Could not write \(path): \(String(cString: strerror(errno))).")
        }
        close(descriptor)
        Output.destination.withLock { $0 = path }
    }

    /// Ends it: puts the file in its place after success, and takes it away after a failure.
    func end(_ status: ExitStatus) -> ExitStatus {
        guard status == ExitStatus.done, fsync(STDOUT_FILENO) == 0, rename(part, path) == 0 else {
            unlink(part)
            return status == ExitStatus.done ? Failure.report(OutputError(errorNumber: errno)) : status
        }
        return status
    }
}
