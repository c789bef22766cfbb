import CNcurses
import Dispatch
import Glibc
import Synchronization

/// Collects what ncurses writes for a frame in memory and sends it to the terminal with one `write`.
///
/// ncurses writes whenever its own buffer is full. It writes to `handle`, which is pointed at a memory file while it
/// draws and at the terminal for the rest of the time, because ncurses sets the terminal's modes through it. Where files
/// may not grow large (`ulimit -f`), which a memory file is one of, it is a pipe instead, read on another thread.
///
/// Nothing waits for a terminal that is slow, or that takes nothing while its connection hangs: the rest of a frame goes
/// out when there is room again.
@ScreenActor
final class FrameOutput {
    /// The descriptor that ncurses has.
    let handle: Int32
    /// The terminal as all programs have it.
    private let shared: Int32
    /// The terminal opened once more, so that writing does not block here, and goes on to block for everybody else.
    let terminal: Int32
    private let memory: Int32
    private let isFileSizeLimited: Bool
    private var bytes: [UInt8] = []
    /// The bytes that the terminal has not taken yet.
    private var unsent: ArraySlice<UInt8> = []
    /// Nil for a terminal whose sequences it does not understand.
    var filter: RenditionFilter?
    /// False once the terminal is gone.
    private(set) var isOpen = true
    /// Called when the terminal has taken what it had no room for, or is gone.
    var whenSent: () -> Void = {}

    init?(terminal descriptor: Int32) {
        shared = descriptor
        handle = fcntl(descriptor, F_DUPFD_CLOEXEC, 10)
        memory = cn_memory_file()
        var limit = rlimit()
        isFileSizeLimited =
            getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 && limit.rlim_cur < 1 << 30
        let own = open("/proc/self/fd/\(descriptor)", O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        // Somebody else's terminal, as after su(1), cannot be opened; writing to it may block.
        terminal = own >= 0 ? own : fcntl(descriptor, F_DUPFD_CLOEXEC, 10)
        if terminal < 0 || handle < 0 || memory < 0 { return nil }
    }

    /// True when the terminal has taken everything.
    var isSent: Bool { unsent.isEmpty || !isOpen }

    /// Runs `draw`, then sends what ncurses wrote meanwhile, shortened and with exact colours where they are wanted.
    func frame(_ colours: TrueColour?, _ draw: () -> Void) {
        let frame = collect(draw)
        guard !frame.isEmpty else { return }
        let filtered = filter?.filter(frame, exact: colours?.colours ?? [:])
        send(filtered?[...] ?? frame)
    }

    /// Sends what ncurses writes beside frames, as it is.
    func pass(_ body: () -> Void) {
        send(collect(body))
    }

    private func collect(_ body: () -> Void) -> ArraySlice<UInt8> {
        if isFileSizeLimited { return CollectingPipe.collect(from: handle, shared: shared, body) }
        cn_point(handle, memory)
        body()
        cn_point(handle, shared)
        let count = Int(lseek(memory, 0, SEEK_CUR))
        guard count > 0 else { return [] }
        if bytes.count < count { bytes = Array(repeating: 0, count: count) }
        let read = pread(memory, &bytes, count, 0)
        // The next frame is written over this one, into pages the file has already.
        lseek(memory, 0, SEEK_SET)
        return bytes[..<max(0, read)]
    }

    /// Sends bytes of the program's own, such as a clipboard sequence.
    func send(_ bytes: ArraySlice<UInt8>) {
        guard unsent.isEmpty else {
            unsent += bytes
            return
        }
        unsent = bytes
        sendOn()
    }

    /// Sends what there is room for, and waits for more room beside.
    private func sendOn() {
        while !unsent.isEmpty, isOpen {
            let count = unsent.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
            if count > 0 {
                unsent = unsent.dropFirst(count)
            } else if errno == EAGAIN {
                return ScreenLoop.shared.watchWritable(terminal) { [weak self] in
                    Task { @ScreenActor in self?.becameWritable() }
                }
            } else if errno != EINTR {
                isOpen = false
            }
        }
    }

    private func becameWritable() {
        sendOn()
        if isSent { whenSent() }
    }

    /// Forgets the rest of a frame that is not to be seen any more.
    func drop() {
        unsent = []
    }

    /// Sends the rest, and waits for a terminal that is slow.
    ///
    /// - Returns: False for a terminal that takes nothing.
    func finish() -> Bool {
        defer { unsent = [] }
        return !isOpen || unsent.withUnsafeBytes { SignalSafeWrite.all($0, to: terminal) }
    }

    /// Lets what the program prints from now on go nowhere: on a terminal that takes nothing it would never end.
    func silence() {
        let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] where isatty(descriptor) == 1 { dup2(nowhere, descriptor) }
        Glibc.close(nowhere)
    }

    func close() {
        Glibc.close(memory)
        Glibc.close(terminal)
    }
}

/// Collects what is written to a descriptor through a pipe, for where no file may hold it.
enum CollectingPipe {
    /// Points `handle` at a pipe while `body` runs and at `shared` again behind it. Returns what was written.
    static func collect(from handle: Int32, shared: Int32, _ body: () -> Void) -> ArraySlice<UInt8> {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            body()
            return []
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let (reading, writing) = (ends[0], ends[1])
        let collected = Collected()
        let group = DispatchGroup()
        DispatchQueue.global(qos: .userInteractive).async(group: group) { collected.read(reading) }
        cn_point(handle, writing)
        close(writing)
        body()
        // The last writing end goes with this, and the reader comes to the end.
        cn_point(handle, shared)
        group.wait()
        close(reading)
        return collected.bytes
    }

    private final class Collected: Sendable {
        private let all = Mutex<[UInt8]>([])

        var bytes: ArraySlice<UInt8> { all.withLock { $0[...] } }

        func read(_ descriptor: Int32) {
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = Glibc.read(descriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                all.withLock { $0 += buffer[..<count] }
            }
        }
    }
}
