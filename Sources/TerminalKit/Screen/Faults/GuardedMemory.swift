import Glibc

/// Reads memory that may not be there. The kernel is asked to take it into a pipe, and where there is none it says so
/// instead of raising a signal.
struct GuardedMemory {
    private let reading: Int32
    private let writing: Int32
    /// Room for ``most`` words.
    let words: UnsafeMutablePointer<UInt>
    static let most = 64

    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (reading, writing) = (ends[0], ends[1])
        words = .allocate(capacity: Self.most)
        words.initialize(repeating: 0, count: Self.most)
    }

    /// Fills ``words``. Returns how many there are, fewer than wanted before memory that is not there.
    func read(_ address: UInt, count: Int) -> Int {
        let size = MemoryLayout<UInt>.size
        guard address & UInt(size - 1) == 0, let source = UnsafeRawPointer(bitPattern: address) else { return 0 }
        var count = min(count, Self.most)
        while count > 0 {
            // The kernel takes all of it or nothing.
            let written = write(writing, source, count * size)
            if written > 0 { return max(0, Glibc.read(reading, words, written)) / size }
            count /= 2
        }
        return 0
    }
}
