import CNcurses
import Glibc
import Synchronization

/// Writes down where the program was when a fault of its own has ended it, and says where that stands.
///
/// Each line is written before the next one is looked for, the surest first, so that a second fault leaves what there
/// is. All that needs memory is prepared beforehand and never given back, and the whole way is gone once without a
/// fault: what happens at a first use (a symbol to be bound, a type to be made) may need a lock that a fault holds.
///
/// Of registers and the stack only what points into the memory of the program is written. Anything else can be a part of
/// a text, and the text a secret.
enum FaultReport {
    private struct Prepared {
        let file: UnsafeMutablePointer<CChar>
        let heading: UnsafeMutablePointer<CChar>
        let note: UnsafeMutablePointer<CChar>
        let line: UnsafeMutablePointer<UInt8>
        let registers: UnsafeMutablePointer<cn_registers>
        let memory: GuardedMemory
        var map: MemoryMap
    }

    /// The address of what is prepared; 0 before. An atomic number is all that a handler may share.
    private static let prepared = Atomic<UInt>(0)
    private static let maxFrames = 64
    /// Words of the stack that are searched where frames lead nowhere: 32 kB.
    private static let searchedWords = 4096

    /// - Parameters:
    ///   - file: Reports are added at its end; its folder exists.
    ///   - heading: The first line of a report: the program and its version.
    static func prepare(file: String, heading: String) {
        let text = "The report is in \(Sanitizer.clean(file, marks: .ascii))\r\n"
        guard let note = strdup(text), let file = strdup(file), let heading = strdup(heading),
            let memory = GuardedMemory()
        else { return }
        let line = UnsafeMutablePointer<UInt8>.allocate(capacity: 1024)
        line.initialize(repeating: 0, count: 1024)
        let registers = UnsafeMutablePointer<cn_registers>.allocate(capacity: 1)
        registers.initialize(to: cn_registers())
        let address = UnsafeMutablePointer<Prepared>.allocate(capacity: 1)
        address.initialize(
            to: Prepared(
                file: file, heading: heading, note: note, line: line, registers: registers, memory: memory,
                map: MemoryMap()))
        rehearse(address)
        prepared.store(UInt(bitPattern: address), ordering: .releasing)
    }

    private static func rehearse(_ prepared: UnsafeMutablePointer<Prepared>) {
        let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
        guard nowhere >= 0 else { return }
        let stack = UInt(bitPattern: prepared.pointee.line)
        prepared.pointee.registers.pointee.sp = UInt64(stack & ~0xF)
        prepared.pointee.registers.pointee.fp = UInt64(stack & ~0xF)
        write(SIGTRAP, nil, prepared, to: nowhere)
        close(nowhere)
    }

    /// For the handler of a signal.
    ///
    /// - Parameters:
    ///   - context: The `ucontext_t` of the interrupted code.
    ///   - terminal: The terminal that the path of the report is printed on.
    static func write(
        _ signal: Int32, _ information: UnsafeMutablePointer<siginfo_t>?, _ context: UnsafeMutableRawPointer?,
        terminal: Int32
    ) {
        let address = prepared.load(ordering: .acquiring)
        guard let prepared = UnsafeMutablePointer<Prepared>(bitPattern: address) else { return }
        let report = cn_open_report(prepared.pointee.file)
        guard report >= 0 else { return }
        // First of all, since what follows may fail.
        let note = prepared.pointee.note
        SignalSafeWrite.all(UnsafeRawBufferPointer(start: note, count: strlen(note)), to: terminal)
        if let context { cn_read_registers(context, prepared.pointee.registers) }
        write(signal, information, prepared, to: report)
        close(report)
    }

    private static func write(
        _ signal: Int32, _ information: UnsafeMutablePointer<siginfo_t>?, _ prepared: UnsafeMutablePointer<Prepared>,
        to report: Int32
    ) {
        var line = ReportText(prepared.pointee.line, to: report)
        line.endLine()
        line.add(text: prepared.pointee.heading)
        line.endLine()
        line.add(name(of: signal))
        if let information { addOrigin(information, to: &line) }
        line.endLine()
        let registers = prepared.pointee.registers
        line.add("pc ")
        line.add(hex: UInt(registers.pointee.pc))
        line.endLine()
        ErrorCapture.writeKept(to: report)
        prepared.pointee.map.read()
        writeRegisters(prepared, &line)
        let frames = writeFrames(prepared, &line)
        if frames < 3 { searchStack(prepared, &line) }
        line.add("addr2line -Cfe FILE OFFSET names the lines of code of FILE+OFFSET.")
        line.endLine()
    }

    private static func addOrigin(_ information: UnsafeMutablePointer<siginfo_t>, to line: inout ReportText) {
        let sender = cn_signal_sender(information)
        if sender == getpid() {
            line.add(", raised by itself")
        } else if sender != 0 {
            line.add(", sent by process ")
            line.add(number: Int(sender))
        } else {
            line.add(", code ")
            line.add(number: Int(information.pointee.si_code))
            line.add(", at address ")
            line.add(hex: UInt(cn_fault_address(information)))
        }
    }

    private static func writeRegisters(_ prepared: UnsafeMutablePointer<Prepared>, _ line: inout ReportText) {
        line.add("registers, as far as they are addresses:")
        for index in 0..<Int(prepared.pointee.registers.pointee.count) {
            let value = UInt(cn_register(prepared.pointee.registers, Int32(index)))
            guard prepared.pointee.map.region(of: value) != nil else { continue }
            line.add(" ")
            line.add(text: cn_register_name(Int32(index)))
            line.add("=")
            line.add(hex: value)
        }
        line.endLine()
    }

    /// Follows the chain of frames, innermost first. Returns how many there were.
    private static func writeFrames(_ prepared: UnsafeMutablePointer<Prepared>, _ line: inout ReportText) -> Int {
        let registers = prepared.pointee.registers
        var address = UInt(registers.pointee.pc)
        var frame = UInt(registers.pointee.fp)
        var count = 0
        while count < maxFrames {
            line.add("#")
            line.add(number: count)
            line.add(" ")
            prepared.pointee.map.describe(address, in: &line)
            line.endLine()
            count += 1
            guard prepared.pointee.memory.read(frame, count: 2) == 2 else { break }
            // Swift marks the frames of asynchronous functions with a bit.
            let next = prepared.pointee.memory.words[0] & ~(1 << 60)
            address = code(prepared.pointee.memory.words[1])
            guard address != 0, prepared.pointee.map.region(of: address)?.isCode == true else { break }
            // The stack grows down, and no frame is larger than it.
            if next <= frame || next - frame > 1 << 24 { frame = 0 } else { frame = next }
        }
        return count
    }

    /// Words of the stack that point into code: return addresses, among them some of calls that are over.
    private static func searchStack(_ prepared: UnsafeMutablePointer<Prepared>, _ line: inout ReportText) {
        line.add("addresses of code on the stack, some of them old:")
        line.endLine()
        var address = UInt(prepared.pointee.registers.pointee.sp) & ~7
        var found = 0
        for _ in 0..<searchedWords / GuardedMemory.most {
            let count = prepared.pointee.memory.read(address, count: GuardedMemory.most)
            for index in 0..<count where found < maxFrames {
                let word = code(prepared.pointee.memory.words[index])
                guard prepared.pointee.map.region(of: word)?.isCode == true else { continue }
                line.add("   ")
                prepared.pointee.map.describe(word, in: &line)
                line.endLine()
                found += 1
            }
            guard count == GuardedMemory.most, found < maxFrames else { return }
            address += UInt(count * MemoryLayout<UInt>.size)
        }
    }

    /// An address of code without the signature that ARM processors put into its upper bits.
    private static func code(_ address: UInt) -> UInt {
        #if arch(arm64)
        address & (1 << 48 - 1)
        #else
        address
        #endif
    }

    private static func name(of signal: Int32) -> StaticString {
        switch signal {
        case SIGSEGV: "SIGSEGV: memory that is not the program's"
        case SIGILL: "SIGILL: an invalid instruction, as Swift's checks end"
        case SIGTRAP: "SIGTRAP: a trap, as Swift's checks end"
        case SIGABRT: "SIGABRT: ended by itself"
        case SIGBUS: "SIGBUS: memory that is not there"
        case SIGFPE: "SIGFPE: an impossible calculation"
        case SIGSYS: "SIGSYS: a system call that is not allowed"
        default: "another fault"
        }
    }
}
