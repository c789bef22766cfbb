import Foundation
import Glibc
import TestTerminal

/// A program in a terminal of 120x40, of which is measured how long each key takes, and what it costs.
final class TerminalProgram {
    /// The answer to a key.
    struct Answer {
        /// Milliseconds until the last byte was there; nil when none came.
        let time: Double?
        let bytes: Int
        /// Milliseconds of processor time of all threads.
        let cpu: Double
    }

    private let master: Int32
    private let processID: pid_t
    /// Milliseconds from the start to the first output, and to the one that held the text waited for.
    private(set) var firstOutput: Double?
    private(set) var ready: Double?
    private var usesApplicationKeys = false

    /// Starts a program and waits until it has written a text.
    init(_ arguments: [String], environment: [String: String] = [:], until text: String) throws {
        let command = TerminalCommand(
            arguments[0], Array(arguments.dropFirst()), environment: environment,
            size: TerminalSize(columns: 120, rows: 40))
        let start = ContinuousClock.now
        (master, processID) = try PseudoTerminal.start(command)
        var output: [UInt8] = []
        let wanted = Array(text.utf8)
        while ready == nil, let bytes = read(within: 60_000) {
            if firstOutput == nil { firstOutput = (ContinuousClock.now - start).milliseconds }
            output += bytes
            if output.contains(wanted) { ready = (ContinuousClock.now - start).milliseconds }
        }
        usesApplicationKeys = output.contains(Array("\u{1B}[?1h".utf8))
    }

    deinit {
        kill(processID, SIGKILL)
        waitpid(processID, nil, 0)
        close(master)
    }

    /// Writes keys at once and waits until nothing has come for `quiet` milliseconds.
    func press(_ keys: String, quiet: Int32 = 20) -> Answer {
        let bytes = Array(keys.utf8)
        return answer(quiet: quiet) { _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) } }
    }

    /// An arrow or another key of the cursor block, as a terminal sends it in the mode that is on: `A` for Up.
    func cursorKey(_ letter: String) -> String { "\u{1B}\(usesApplicationKeys ? "O" : "[")\(letter)" }

    /// Changes the size of the window so many times, and back.
    func resize(times: Int) -> Answer {
        answer(quiet: 300) {
            for step in 1...times {
                let isLast = step == times
                var size = winsize(
                    ws_row: isLast ? 40 : UInt16(20 + step % 20), ws_col: isLast ? 120 : UInt16(70 + step % 50),
                    ws_xpixel: 0, ws_ypixel: 0)
                _ = ioctl(master, UInt(TIOCSWINSZ), &size)
                usleep(1000)
            }
        }
    }

    /// Waits until the program has nothing more to write.
    func settle() {
        while read(within: 500) != nil {}
    }

    /// Leaves it alone for some seconds.
    func rest(seconds: Int32) -> Answer {
        let start = cpu
        var bytes = 0
        let end = ContinuousClock.now + .seconds(Int(seconds))
        while ContinuousClock.now < end { bytes += read(within: 500)?.count ?? 0 }
        return Answer(time: nil, bytes: bytes, cpu: cpu - start)
    }

    /// Resident memory in MB.
    var memory: Double {
        let status = (try? String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        let kilobytes = line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) }
        return (kilobytes ?? 0) / 1024
    }

    private func answer(quiet: Int32, _ act: () -> Void) -> Answer {
        let before = cpu
        let start = ContinuousClock.now
        act()
        var time: Double?
        var count = 0
        var patience: Int32 = 1000
        while let bytes = read(within: patience) {
            time = (ContinuousClock.now - start).milliseconds
            count += bytes.count
            patience = quiet
        }
        return Answer(time: time, bytes: count, cpu: cpu - before)
    }

    /// The bytes that come within some milliseconds; nil when none do.
    private func read(within milliseconds: Int32) -> [UInt8]? {
        var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, milliseconds) > 0 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(master, &buffer, buffer.count)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// The processor time of the process so far, in milliseconds (clock_getcpuclockid(3)).
    private var cpu: Double {
        var clock: clockid_t = 0
        var time = timespec()
        guard clock_getcpuclockid(processID, &clock) == 0, clock_gettime(clock, &time) == 0 else { return 0 }
        return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
    }
}

extension Duration {
    fileprivate var milliseconds: Double { self / .milliseconds(1) }
}
