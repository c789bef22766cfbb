import CNcurses
import Glibc
import Synchronization

/// Writes down where the program was when a fault of its own has ended it, and tells the person where that stands.
///
/// All that needs memory is prepared beforehand and never given back. The handler of the signal calls nothing but
/// `open`, `write`, `close` and the C library's own `backtrace`, which has loaded what it needs by then.
enum FaultReport {
    private struct Prepared {
        let file: UnsafeMutablePointer<CChar>?
        let heading: UnsafeMutablePointer<CChar>?
        let note: UnsafeMutablePointer<CChar>?
        /// Return addresses.
        let frames: UnsafeMutablePointer<UnsafeMutableRawPointer?>
    }

    private static let depth = 64

    /// The address of what is prepared; 0 before. An atomic number is all that a handler may share.
    private static let prepared = Atomic<UInt>(0)

    /// - Parameters:
    ///   - file: Reports are added at its end; its folder exists.
    ///   - heading: What stands above a report: the program and its version.
    static func prepare(file: String, heading: String) {
        let frames = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: depth)
        frames.initialize(repeating: nil, count: depth)
        // The first call loads a library, which a handler must not.
        cn_backtrace(frames, 1)
        let address = UnsafeMutablePointer<Prepared>.allocate(capacity: 1)
        address.initialize(
            to: Prepared(
                file: strdup(file), heading: strdup("\n\(heading)\n"), note: strdup("The report is in \(file)\r\n"),
                frames: frames))
        prepared.store(UInt(bitPattern: address), ordering: .releasing)
    }

    /// For the handler of a signal.
    ///
    /// - Parameter terminal: Where the person is told.
    static func write(_ signal: Int32, terminal: Int32) {
        let address = prepared.load(ordering: .acquiring)
        guard let prepared = UnsafeMutablePointer<Prepared>(bitPattern: address)?.pointee, let file = prepared.file,
            let heading = prepared.heading, let note = prepared.note
        else { return }
        let report = cn_open_report(file)
        guard report >= 0 else { return }
        Glibc.write(report, heading, strlen(heading))
        write(name(of: signal), to: report)
        ErrorCapture.writeKept(to: report)
        cn_backtrace_write(prepared.frames, cn_backtrace(prepared.frames, Int32(depth)), report)
        close(report)
        PatientWrite.all(UnsafeRawBufferPointer(start: note, count: strlen(note)), to: terminal)
    }

    private static func write(_ text: StaticString, to descriptor: Int32) {
        Glibc.write(descriptor, text.utf8Start, text.utf8CodeUnitCount)
    }

    private static func name(of signal: Int32) -> StaticString {
        switch signal {
        case SIGSEGV: "SIGSEGV: memory that is not the program's\n"
        case SIGILL: "SIGILL: an instruction that is none, as Swift's checks end\n"
        case SIGTRAP: "SIGTRAP: a trap, as Swift's checks end\n"
        case SIGABRT: "SIGABRT: ended by itself\n"
        case SIGBUS: "SIGBUS: memory that is not there\n"
        case SIGFPE: "SIGFPE: an impossible calculation\n"
        default: "another fault\n"
        }
    }
}
