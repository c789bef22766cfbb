import Foundation
import Glibc
import Testing

@testable import SisenseClient

@Suite("Writing to open files")
struct DescriptorWriterTests {
    private func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        bytes.withUnsafeBytes { DescriptorWriter.write($0, to: descriptor) }
    }

    @Test("A full disk and a closed file are told by the system's number")
    func failures() {
        let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
        defer { close(full) }
        #expect(write([1], to: full) == ENOSPC)
        #expect(write([], to: full) == 0)
        #expect(write([1], to: -1) == EBADF)
    }

    @Test("What a pipe does not take at once is written once it is read, also where writes do not wait")
    func slowReader() throws {
        let pipe = Pipe()
        let descriptor = pipe.fileHandleForWriting.fileDescriptor
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        let size = 1 << 20
        let reading = pipe.fileHandleForReading
        let finished = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            var count = 0
            while count < size, case let piece = reading.availableData, !piece.isEmpty { count += piece.count }
            finished.signal()
        }
        #expect(write([UInt8](repeating: 7, count: size), to: descriptor) == 0)
        #expect(finished.wait(timeout: .now() + 60) == .success)
    }
}
