package import Foundation
import Glibc

/// Keeps programs from changing the files of a folder at the same time, where one reads what it then writes.
package enum FolderLock {
    /// The time that another program may hold the folder. It holds it for as long as it takes to write a file; one that
    /// does longer was stopped in the middle.
    private static let patience = Duration.seconds(5)
    private static let pause: UInt32 = 5_000

    /// Does something while no other program does something like it in this folder. Where the folder cannot be locked,
    /// it is done all the same: each file is written whole in any case.
    package static func hold<Value, Failure: Error>(
        _ folder: URL, _ work: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try? PrivateFile.makeFolder(folder)
        let descriptor = open(folder.path(percentEncoded: false), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // Closing it gives the lock back.
        defer { if descriptor >= 0 { close(descriptor) } }
        let deadline = ContinuousClock.now + patience
        while descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR,
            ContinuousClock.now < deadline
        {
            usleep(pause)
        }
        return try work()
    }
}
