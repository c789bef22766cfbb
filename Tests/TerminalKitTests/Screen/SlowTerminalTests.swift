import Glibc
import TestTerminal
import Testing

/// A terminal at the end of a connection that is slow or hangs.
@Suite("A terminal that is slow or takes nothing")
struct SlowTerminalTests {
    /// The bytes the kernel keeps of a pseudo-terminal's output until somebody reads it, at the most.
    private static let kept = 20_000
    private static let frame = 8_000

    /// A table whose terminal has stopped reading.
    private func stopped() async throws -> TerminalSession {
        let session = try Probe.start("table", size: TerminalSize(columns: 120, rows: 40))
        try await session.expect("user_00036")
        try await session.settle()
        session.terminal.setReading(false)
        return session
    }

    /// The same with more waiting to be read than fits.
    private func stuck() async throws -> TerminalSession {
        let session = try await stopped()
        for _ in 0..<20 {
            try session.press(.pageDown)
            await rest(session)
        }
        return session
    }

    /// Waits until the program has taken its keys, as far as it ever will.
    private func rest(_ session: TerminalSession) async {
        var looks = 0
        while looks < 3 {
            try? await Task.sleep(for: .milliseconds(1))
            looks = session.terminal.isResting && session.terminal.hasTakenKeys ? looks + 1 : 0
        }
    }

    @Test("Frames that nobody has read are not queued: held keys end in about one frame more")
    func slow() async throws {
        let session = try await stopped()
        for _ in 0..<100 {
            try session.press(.pageDown)
            await rest(session)
            session.terminal.read(atMost: 200)
        }
        let before = session.terminal.traffic.bytes
        session.terminal.setReading(true)
        try await session.expect("3701/100000")
        try await session.settle()
        #expect(session.terminal.traffic.bytes - before < Self.kept + 2 * Self.frame)
        #expect(session.line(0).hasSuffix("3701/100000"))
        #expect(session.lines.dropFirst(2).dropLast().allSatisfy { $0.contains("user_03") })
    }

    @Test("Keys still act while the terminal takes nothing, and show once it does again")
    func recovered() async throws {
        let session = try await stuck()
        try session.press(.home, .down)
        await rest(session)
        session.terminal.setReading(true)
        try await session.expect("2/100000")
        try await session.settle()
        #expect(session.line(0).hasSuffix(" 2/100000"))
        #expect(session.line(3).hasPrefix(">   user_00001"))
    }

    @Test(
        "It can be left and ended although the terminal takes nothing", arguments: ["q", "TERM", "HUP", "ABRT", "lost"])
    func ended(way: String) async throws {
        let session = try await stuck()
        let signals = ["TERM": SIGTERM, "HUP": SIGHUP, "ABRT": SIGABRT]
        switch way {
        case "q": try session.type("q")
        case "lost": session.terminal.hangUp()
        default: session.terminal.send(signal: signals[way] ?? SIGTERM)
        }
        let status = try await session.ended()
        if way == "q" { #expect(status == .exited(0)) }
        if let signal = signals[way] { #expect(status == .signalled(signal)) }
        if way != "lost" {
            #expect(!session.emulator.modes.alternateScreen && session.emulator.modes.cursorVisible)
        }
    }

    @Test("It is suspended although the terminal takes nothing, and shows everything again")
    func suspended() async throws {
        let session = try await stuck()
        try session.press(.home, .control("z"))
        session.terminal.setReading(true)
        try await session.expect("the main screen") { !$0.modes.alternateScreen }
        #expect(await session.terminal.continueWhenStopped())
        try await session.expect("user_00036")
        try session.press(.down)
        try await session.expect("2/100000")
    }
}
