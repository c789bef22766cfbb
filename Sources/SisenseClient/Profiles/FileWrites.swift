import Dispatch
import Synchronization

/// The private files that are being written, for the end of the program to wait for: a write that is cut off leaves its
/// half beside the file.
package final class FileWrites: Sendable {
    /// Those of this program.
    package static let ofProgram = FileWrites()

    private let group = DispatchGroup()
    private let isOver = Mutex(false)

    init() {}

    /// Returns false once the program ends: what begins then would be cut off. Otherwise `end` is to follow.
    func begin() -> Bool {
        isOver.withLock { isOver in
            if !isOver { group.enter() }
            return !isOver
        }
    }

    func end() { group.leave() }

    /// Returns when all that began is written, and lets nothing else begin.
    /// - Parameter longest: The time that a disk gets that may never answer, in milliseconds.
    /// - Returns: False where that was not enough.
    @discardableResult
    package func finish(within longest: Int = 2000) -> Bool {
        isOver.withLock { $0 = true }
        return group.wait(timeout: .now() + .milliseconds(longest)) == .success
    }
}
