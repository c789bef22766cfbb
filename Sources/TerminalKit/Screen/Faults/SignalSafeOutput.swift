import Glibc

/// Writes to a terminal on the way out, also in the handler of a signal: it calls nothing but `write`, `poll` and
/// `tcflush`, which may be called there (signal-safety(7)).
///
/// A terminal that is slow is waited for. One that takes nothing for a second is given up.
enum SignalSafeWrite {
    private static let timeout: Int32 = 1000

    /// - Parameter descriptor: Opened so that writing does not block, or else writing may.
    /// - Returns: True when all was written.
    @discardableResult
    static func all(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        var hasFlushed = false
        while !rest.isEmpty {
            let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count < 0, errno == EAGAIN {
                if becomesWritable(descriptor) { continue }
                // Output of the last frame that nobody has read makes room for what gives the terminal back.
                if hasFlushed || tcflush(descriptor, TCOFLUSH) != 0 { return false }
                hasFlushed = true
            } else if count == 0 || errno != EINTR {
                return false
            }
        }
        return true
    }

    private static func becomesWritable(_ descriptor: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&request, 1, timeout) > 0
    }
}

/// A line of a report, put together in memory prepared beforehand: for handlers of signals, where nothing may be
/// allocated. What does not fit is left out.
struct ReportText {
    private let bytes: UnsafeMutablePointer<UInt8>
    private let capacity = 1024
    private var count = 0
    private let descriptor: Int32

    /// - Parameters:
    ///   - memory: 1024 bytes.
    ///   - descriptor: The descriptor that lines are written to.
    init(_ memory: UnsafeMutablePointer<UInt8>, to descriptor: Int32) {
        bytes = memory
        self.descriptor = descriptor
    }

    mutating func add(_ text: StaticString) {
        add(text.utf8Start, text.utf8CodeUnitCount)
    }

    mutating func add(_ text: UnsafePointer<UInt8>, _ length: Int) {
        for index in 0..<max(0, min(length, capacity - 1 - count)) { bytes[count + index] = text[index] }
        count += max(0, min(length, capacity - 1 - count))
    }

    mutating func add(text: UnsafePointer<CChar>) {
        text.withMemoryRebound(to: UInt8.self, capacity: 1) { add($0, strlen(text)) }
    }

    /// Hexadecimal, with `0x` before it.
    mutating func add(hex value: UInt) {
        add("0x")
        var shift = 60
        while shift > 0, value >> UInt(shift) == 0 { shift -= 4 }
        while shift >= 0 {
            let digit = UInt8(truncatingIfNeeded: value >> UInt(shift)) & 0xF
            append(digit < 10 ? 0x30 &+ digit : 0x57 &+ digit)
            shift -= 4
        }
    }

    mutating func add(number: Int) {
        if number < 0 { add("-") }
        let value = number.magnitude
        var divisor: UInt = 1
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            append(0x30 &+ UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
    }

    /// Writes the line and begins the next one.
    mutating func endLine() {
        bytes[count] = 0x0A
        _ = write(descriptor, bytes, count + 1)
        count = 0
    }

    private mutating func append(_ byte: UInt8) {
        guard count < capacity - 1 else { return }
        bytes[count] = byte
        count += 1
    }
}
