import Glibc

/// The map of the program's memory, as the kernel has it in `/proc/self/maps`. Read in a handler, since libraries
/// come while the program runs; the memory for it is prepared beforehand.
struct MemoryMap {
    struct Region {
        var range: Range<UInt> = 0..<0
        /// The address at which the file that this region is a part of begins in memory.
        var base: UInt = 0
        var isCode = false
        /// The file's path, in the map's text; empty for other memory.
        var path: Range<Int> = 0..<0
    }

    /// Linux gives a process at most 65,530 regions unless it is told otherwise. Memory that nothing was written to
    /// costs nothing, and the kernel's zeros are not needed: only what was read is looked at.
    private static let textCapacity = 1 << 23
    private static let regionCapacity = 1 << 16
    private let text: UnsafeMutablePointer<UInt8>
    private let regions: UnsafeMutablePointer<Region>
    private var count = 0

    init() {
        text = .allocate(capacity: Self.textCapacity)
        regions = .allocate(capacity: Self.regionCapacity)
    }

    mutating func read() {
        count = 0
        let file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        var length = 0
        while length < Self.textCapacity {
            let read = Glibc.read(file, text + length, Self.textCapacity - length)
            if read <= 0 { break }
            length += read
        }
        close(file)
        var index = 0
        while index < length, count < Self.regionCapacity { index = addLine(from: index, before: length) }
    }

    /// Nil for an address at which there is no memory.
    func region(of address: UInt) -> Region? {
        var index = 0
        while index < count {
            if regions[index].range.contains(address) { return regions[index] }
            index += 1
        }
        return nil
    }

    /// Writes an address, with its file and its distance from where that begins, as `addr2line` takes it.
    func describe(_ address: UInt, in line: inout ReportText) {
        line.add(hex: address)
        guard let region = region(of: address), !region.path.isEmpty else { return }
        line.add(" ")
        line.add(text + region.path.lowerBound, region.path.count)
        line.add("+")
        line.add(hex: address - region.base)
    }

    /// `start-end rwxp offset device inode   path`
    private mutating func addLine(from first: Int, before length: Int) -> Int {
        var index = first
        let start = number(&index, length)
        index += 1
        let end = number(&index, length)
        let mode = index + 1
        // Four fields, each after one blank.
        for _ in 0..<4 {
            index += 1
            while index < length, text[index] != 0x20, text[index] != 0x0A { index += 1 }
        }
        while index < length, text[index] == 0x20 { index += 1 }
        let path = index
        while index < length, text[index] != 0x0A { index += 1 }
        guard end > start, mode + 2 < length else { return index + 1 }
        var region = Region(range: start..<end, base: start, isCode: text[mode + 2] == 0x78, path: path..<index)
        if count > 0, isSame(regions[count - 1].path, region.path) { region.base = regions[count - 1].base }
        (regions + count).initialize(to: region)
        count += 1
        return index + 1
    }

    private func number(_ index: inout Int, _ length: Int) -> UInt {
        var value: UInt = 0
        while index < length {
            let byte = text[index]
            if byte >= 0x30, byte <= 0x39 {
                value = value << 4 | UInt(byte - 0x30)
            } else if byte >= 0x61, byte <= 0x66 {
                value = value << 4 | UInt(byte - 0x57)
            } else {
                break
            }
            index += 1
        }
        return value
    }

    private func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        !left.isEmpty && left.count == right.count
            && memcmp(text + left.lowerBound, text + right.lowerBound, left.count) == 0
    }
}

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
