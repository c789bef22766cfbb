import Foundation
import TestRandom
import TestTerminal

/// A hand without a plan before the program, on a server that misbehaves. The same seed gives the same gestures and the
/// same misbehaviour.
struct Monkey {
    private let front: SpoilingFront
    private let seed: UInt64
    private var random: SeededRandom
    private(set) var gestures = 0
    private(set) var visits = 0
    private(set) var faults: [String] = []
    /// The gestures of this visit, to repeat it.
    private var done: [String] = []
    /// Looks at the screen since a preview, or settings pending confirmation, stood on it.
    private var looksSincePreview = Int.max

    /// Gestures after which another visit is begun, lest most are spent before a sign-in that never succeeds.
    private static let length = 150

    /// A change of many records goes on for some time after its preview has gone.
    private static let memory = 8

    init(front: SpoilingFront, seed: UInt64) {
        self.front = front
        self.seed = seed
        random = SeededRandom(seed: seed)
    }

    /// Opens the program, and plays until the time is over or the program was left.
    mutating func visit(until end: ContinuousClock.Instant, environment: [String: String], folder: URL) async throws {
        visits += 1
        done = []
        let session = try Program.open(
            ["--mouse"], environment: environment.merging(["HOME": folder.path(), "EDITOR": "true"]) { $1 })
        let before = try session.terminal.settings()
        // Every visit gets in: what is behind the sign-in is what there is to see.
        front.spoil(seed: nil)
        try await session.expect("rows of users") { $0.screen.text.contains("@acme.example") }
        front.spoil(seed: seed)
        let last = gestures + Self.length
        while ContinuousClock.now < end, gestures < last, faults.isEmpty, session.terminal.exitStatus == nil {
            let gesture = MonkeyGesture.any(using: &random)
            done.append(gesture.description)
            gestures += 1
            do { try gesture.perform(in: session) } catch { break }
            try await session.settle(quiet: 0.03)
            look(at: session)
        }
        try await leave(session)
        let after = try session.terminal.settings()
        if [before.c_iflag, before.c_oflag, before.c_lflag] != [after.c_iflag, after.c_oflag, after.c_lflag] {
            fault("the settings of the terminal were not restored")
        }
        let modes = session.emulator.modes
        if modes.alternateScreen || modes.bracketedPaste || modes.mouse || !modes.cursorVisible {
            fault("modes of the terminal were not restored: \(modes)")
        }
    }

    private mutating func look(at session: TerminalSession) {
        let screen = session.screenText
        let isPreview = ["[ Cancel ]", "[ Send", "Sending", "Y confirm"].contains(where: screen.contains)
        // The approving key takes the preview away, so a change is judged by the looks before.
        for change in front.takeChanges() where !isPreview && looksSincePreview > Self.memory {
            fault("\(change) was sent, and no preview was on the screen before")
        }
        looksSincePreview = isPreview ? 0 : min(looksSincePreview, Int.max - 1) + 1
        for problem in ScreenSanity.standing(on: session) { fault(problem) }
        if let status = session.terminal.exitStatus, status != .exited(0) {
            fault("it ended: \(status), with \(session.screenText)")
        }
    }

    /// Leaves, whatever is open.
    private mutating func leave(_ session: TerminalSession) async throws {
        for _ in 0..<12 where session.terminal.exitStatus == nil {
            try? session.press(.control("c"))
            try await session.settle(quiet: 0.2)
        }
        let status = session.terminal.exitStatus
        if status != .exited(0) {
            fault("it was to leave, and \(status.map { "\($0)" } ?? "stayed")")
        }
    }

    private mutating func fault(_ text: String) {
        faults.append("\(text)\n  after: \(done.suffix(40).joined(separator: " | "))")
    }
}
