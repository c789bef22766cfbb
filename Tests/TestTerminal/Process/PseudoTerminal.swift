// Dispatch sources may be used from any thread; the library only has not said so to the compiler.
@preconcurrency import Dispatch
import Foundation
package import Glibc
import Synchronization

/// A program in a pseudo-terminal of its own: it leads a new session, and the terminal controls it, so that
/// `Ctrl-C`, a changed size and a lost terminal reach it as they would in a window.
///
/// The program is killed when the last reference goes.
package final class PseudoTerminal: Sendable {
    /// The bytes the program has written, and how often some came.
    package struct Traffic: Equatable, Sendable {
        package var bytes = 0
        package var reads = 0
    }

    package enum Event: Sendable {
        case output([UInt8])
        /// The program has ended, and everything it wrote has been reported.
        case ended(ExitStatus)
    }

    package let processID: pid_t

    private struct State {
        var status: ExitStatus?
        var traffic = Traffic()
        var isReading = true
    }

    private let state = Mutex(State())
    private let master: MasterDescriptor
    /// All events are reported from here, one after the other.
    private let queue = DispatchQueue(label: "test terminal")
    private let source: any DispatchSourceRead
    private let report: @Sendable (Event) -> Void

    /// Starts the command.
    /// - Parameter report: called for every event, from a queue of the terminal's own.
    package init(_ command: TerminalCommand, report: @escaping @Sendable (Event) -> Void) throws(PseudoTerminalError) {
        let number = try Self.openMaster(size: command.size)
        let master = MasterDescriptor(number)
        processID = try command.spawn(inTerminal: try Self.slavePath(of: number))
        source = DispatchSource.makeReadSource(fileDescriptor: number, queue: queue)
        self.master = master
        self.report = report
        master.setWatched(true)
        source.setCancelHandler { master.setWatched(false) }
        source.setEventHandler { [weak self] in self?.readAvailable() }
        source.resume()
        watchForEnd()
    }

    deinit {
        send(signal: SIGKILL)
        hangUp()
    }

    // MARK: To the program

    /// Writes to the terminal as a keyboard does.
    /// - Throws: after ten seconds in which the program takes nothing, and when the terminal is closed.
    package func write(_ bytes: some Collection<UInt8>) throws(PseudoTerminalError) {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let (count, error) = try master.use { master in
                (rest.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }, errno)
            }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if error == EAGAIN {
                try waitUntilWritable()
            } else if error != EINTR {
                throw PseudoTerminalError(call: "write", errorNumber: error)
            }
        }
    }

    private func waitUntilWritable() throws(PseudoTerminalError) {
        // Not under the descriptor's lock, which reading needs: the program may have to write before it reads.
        let number = try master.use { $0 }
        var descriptor = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        guard poll(&descriptor, 1, 10_000) > 0 else {
            throw PseudoTerminalError(call: "write", errorNumber: ETIMEDOUT)
        }
    }

    /// Changes the size; the program gets SIGWINCH.
    package func resize(to size: TerminalSize) throws(PseudoTerminalError) {
        try master.use { master throws(PseudoTerminalError) in try Self.setSize(size, of: master) }
    }

    /// Sends a signal to the program, unless it has ended.
    package func send(signal: Int32) {
        state.withLock { state in
            if state.status == nil { kill(processID, signal) }
        }
    }

    /// Closes the terminal, as a window that is shut or a lost connection does; the program gets SIGHUP.
    package func hangUp() {
        master.close()
        source.cancel()
        // A source that is suspended is never done.
        setReading(true)
    }

    // MARK: From the program

    package var traffic: Traffic { state.withLock { $0.traffic } }

    /// The end of the program; nil while it runs.
    package var exitStatus: ExitStatus? { state.withLock { $0.status } }

    /// The settings of the terminal line: echo, canonical input and so on.
    package func settings() throws(PseudoTerminalError) -> termios {
        var settings = termios()
        try master.use { master throws(PseudoTerminalError) in
            _ = try PseudoTerminalError.check("tcgetattr", tcgetattr(master, &settings))
        }
        return settings
    }

    /// Stops reading what the program writes, as a terminal does whose connection hangs, or goes on with it.
    package func setReading(_ isOn: Bool) {
        state.withLock { state in
            guard state.isReading != isOn else { return }
            state.isReading = isOn
            if isOn { source.resume() } else { source.suspend() }
        }
    }

    /// Reads some of what the program has written while reading is off, as a slow connection does.
    package func read(atMost count: Int) {
        queue.sync { readAvailable(atMost: count) }
    }

    var slavePath: String {
        get throws(PseudoTerminalError) {
            try master.use { master throws(PseudoTerminalError) in try Self.slavePath(of: master) }
        }
    }

    /// Reads what there is, on the queue.
    private func readAvailable(atMost limit: Int = .max) {
        var buffer = [UInt8](repeating: 0, count: min(limit, 65_536))
        var rest = limit
        while rest > 0,
            let (count, error) = try? master.use({ (Glibc.read($0, &buffer, min(rest, buffer.count)), errno) })
        {
            if count < 0, error == EINTR { continue }
            // EIO says that nobody has the terminal open any more; the program's end is reported elsewhere.
            if count == 0 || (count < 0 && error != EAGAIN) { source.cancel() }
            guard count > 0 else { return }
            rest -= count
            state.withLock { state in
                state.traffic.bytes += count
                state.traffic.reads += 1
            }
            report(.output(Array(buffer[..<count])))
        }
    }

    /// Waits for the end on a thread of its own. The process is only reaped under the lock that `send` takes,
    /// so that no signal can reach another process that got the same number.
    private func watchForEnd() {
        let processID = processID
        let thread = Thread { [weak self] in
            var information = siginfo_t()
            while waitid(P_PID, id_t(processID), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
            guard let self else {
                waitpid(processID, nil, 0)
                return
            }
            queue.async { self.end() }
        }
        thread.start()
    }

    private func end() {
        readAvailable()
        let status = state.withLock { state in
            var waitStatus: Int32 = 0
            waitpid(processID, &waitStatus, 0)
            let status = ExitStatus(waitStatus: waitStatus)
            state.status = status
            return status
        }
        report(.ended(status))
    }
}
