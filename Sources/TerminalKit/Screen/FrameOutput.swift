import CNcurses
import Glibc

/// Collects what ncurses writes for a frame in memory and sends it to the terminal with one `write`.
///
/// ncurses writes whenever its own buffer is full. It writes to `handle`, which is pointed at a memory file while a
/// frame is made and at the terminal for the rest of the time, because ncurses sets the terminal's modes through it.
@ScreenActor
final class FrameOutput {
    /// The descriptor that ncurses has.
    let handle: Int32
    private let terminal: Int32
    private let memory: Int32
    private var bytes: [UInt8] = []
    /// Nil for a terminal whose sequences it does not understand.
    var filter: RenditionFilter?
    /// False once the terminal is gone.
    private(set) var isOpen = true

    init?(terminal descriptor: Int32) {
        terminal = fcntl(descriptor, F_DUPFD_CLOEXEC, 10)
        handle = fcntl(descriptor, F_DUPFD_CLOEXEC, 10)
        memory = cn_memory_file()
        if terminal < 0 || handle < 0 || memory < 0 { return nil }
    }

    /// Runs `draw`, then sends what ncurses wrote meanwhile, shortened and with exact colours where they are wanted.
    func frame(_ colours: TrueColour?, _ draw: () -> Void) {
        cn_point(handle, memory)
        draw()
        cn_point(handle, terminal)
        let count = Int(lseek(memory, 0, SEEK_CUR))
        guard count > 0 else { return }
        if bytes.count < count { bytes = Array(repeating: 0, count: count) }
        let read = pread(memory, &bytes, count, 0)
        // The next frame is written over this one, into pages the file has already.
        lseek(memory, 0, SEEK_SET)
        let frame = bytes[..<max(0, read)]
        let filtered = filter?.filter(frame, exact: colours?.colours ?? [:])
        send(filtered?[...] ?? frame)
    }

    /// Sends bytes of the program's own, such as a clipboard sequence.
    func send(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while !rest.isEmpty, isOpen {
            let count = rest.withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var request = pollfd(fd: terminal, events: Int16(POLLOUT), revents: 0)
                poll(&request, 1, -1)
            } else if errno != EINTR {
                isOpen = false
            }
        }
    }

    func close() {
        Glibc.close(memory)
        Glibc.close(terminal)
    }
}
