import Foundation
import Glibc
import TestTerminal
import Testing

@testable import TerminalKit

@Suite("Reports of faults")
struct FaultReportTests {
    private struct Ending {
        var text = ""
        let session: TerminalSession
    }

    /// Opens the probe, lets it end in a way, and returns its report and the screen.
    private func report(_ way: String) async throws -> Ending {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).log").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        let session = try Probe.start("table", environment: ["PROBE_REPORT": file])
        try await session.expect("user_00000")
        let signals = [
            "SEGV": SIGSEGV, "ILL": SIGILL, "TRAP": SIGTRAP, "ABRT": SIGABRT, "BUS": SIGBUS, "FPE": SIGFPE,
        ]
        if let signal = signals[way] { session.terminal.send(signal: signal) } else { try session.type(way) }
        guard case .signalled(let signal) = try await session.ended() else {
            Issue.record("it went on")
            return Ending(session: session)
        }
        #expect(signals[way].map { $0 == signal } ?? true)
        #expect(!session.emulator.modes.alternateScreen && session.emulator.modes.cursorVisible)
        #expect(session.lines.joined().contains("The report is in \(file)"))
        return Ending(text: try String(contentsOfFile: file, encoding: .utf8), session: session)
    }

    @Test(
        "A report has the signal, where the program was, and the calls that led there",
        arguments: ["!", "O", "SEGV", "ILL", "TRAP", "ABRT", "BUS", "FPE"])
    func whole(way: String) async throws {
        let text = try await report(way).text
        #expect(text.hasPrefix("\nThe probe, version of the tests\nSIG"))
        #expect(text.contains(#/\npc 0x[0-9a-f]{5,}\n/#))
        #expect(text.contains(#/\nregisters, as far as they are addresses:.* (rsp|x29|rbp)=0x/#))
        #expect(text.contains(#/\n#0 0x[0-9a-f]{5,} \/.*\+0x[0-9a-f]+\n/#))
        #expect(text.contains(#/\n(#1|  ) +0x[0-9a-f]{5,} \/.*\+0x[0-9a-f]+\n/#))
        // Calls of the program itself, in the form that addr2line takes. A signal from outside meets the main thread,
        // which waits in a library.
        if !signals.contains(way) { #expect(text.contains(#/terminal-probe\+0x[0-9a-f]+\n/#)) }
        #expect(text.hasSuffix("names the lines of code of FILE+OFFSET.\n"))
        if signals.contains(way) { #expect(text.contains("sent by process \(getpid())")) }
    }

    private let signals: Set = ["SEGV", "ILL", "TRAP", "ABRT", "BUS", "FPE"]

    @Test("The message of a failed check stands in the report and on the terminal")
    func message() async throws {
        let ending = try await report("!")
        #expect(ending.text.contains("the fault that a test asked for"))
        #expect(ending.session.lines.joined().contains("the fault that a test asked for"))
    }

    @Test("Memory that is not there is distinguished from memory that is, without a fault")
    func guarded() throws {
        let memory = try #require(GuardedMemory())
        #expect(memory.read(0, count: 4) == 0)
        #expect(memory.read(8, count: 4) == 0)
        #expect(memory.read(UInt.max & ~7, count: 4) == 0)
        let page = sysconf(Int32(_SC_PAGESIZE))
        let pages = try #require(mmap(nil, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
        defer { munmap(pages, 2 * page) }
        #expect(mprotect(pages + page, page, PROT_NONE) == 0)
        let last = pages + page - 16
        last.storeBytes(of: 0x1234, as: UInt.self)
        #expect(memory.read(UInt(bitPattern: last), count: 9) == 2)
        #expect(memory.words[0] == 0x1234)
        #expect(memory.read(UInt(bitPattern: pages + page), count: 1) == 0)
        #expect(memory.read(UInt(bitPattern: last) + 1, count: 1) == 0)
    }

    @Test("The map knows the code of this program, its data and nothing else")
    func map() throws {
        var map = MemoryMap()
        map.read()
        let code = unsafeBitCast(write as @convention(c) (Int32, UnsafeRawPointer?, Int) -> Int, to: UInt.self)
        #expect(map.region(of: code)?.isCode == true)
        let data = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
        defer { data.deallocate() }
        #expect(map.region(of: UInt(bitPattern: data))?.isCode == false)
        #expect(map.region(of: 0) == nil)
        #expect(map.region(of: .max) == nil)
    }

    @Test("A process of thousands of regions is known to the last of them")
    func large() throws {
        let page = sysconf(Int32(_SC_PAGESIZE))
        let count = 6000
        let pages = try #require(mmap(nil, count * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
        defer { munmap(pages, count * page) }
        // Neighbours of one kind would be one region.
        for index in stride(from: 0, to: count, by: 2) { mprotect(pages + index * page, page, PROT_READ) }
        var map = MemoryMap()
        map.read()
        for index in 0..<count { #expect(map.region(of: UInt(bitPattern: pages + index * page)) != nil) }
        let code = unsafeBitCast(write as @convention(c) (Int32, UnsafeRawPointer?, Int) -> Int, to: UInt.self)
        #expect(map.region(of: code)?.isCode == true)
    }

    @Test("Text that happens to lie in a register is not written")
    func secrets() async throws {
        let text = try await report("SEGV").text
        // Every value is an address of the program: no 8 bytes of text are, whose upper two are never 0.
        let values = text.matches(of: #/=0x([0-9a-f]+)/#).compactMap { UInt($0.output.1, radix: 16) }
        #expect(!values.isEmpty)
        #expect(values.allSatisfy { $0 >= 0x1_0000 && $0 < 1 << 48 })
    }

    @Test("Numbers are written without help of the library")
    func numbers() throws {
        var ends: [Int32] = [-1, -1]
        #expect(pipe(&ends) == 0)
        defer { ends.forEach { close($0) } }
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: 1024)
        defer { memory.deallocate() }
        var line = ReportText(memory, to: ends[1])
        for value in [0, 9, 10, -7, 1_234_567_890, Int.min, Int.max] {
            line.add(number: value)
            line.add(" ")
        }
        for value: UInt in [0, 0xF, 0x10, 0xABCDEF, .max] {
            line.add(hex: value)
            line.add(" ")
        }
        for _ in 0..<200 { line.add("0123456789") }
        line.endLine()
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(ends[0], &buffer, buffer.count)
        let text = String(decoding: buffer[..<count], as: UTF8.self)
        #expect(
            text.hasPrefix("0 9 10 -7 1234567890 \(Int.min) \(Int.max) 0x0 0xf 0x10 0xabcdef 0xffffffffffffffff 0123"))
        #expect(count == 1024 && text.hasSuffix("\n"))
    }
}
