import CNcurses
import Foundation
import Glibc

/// The terminal, through ncurses. Together with its parts in this folder it is the only code that touches curses.
///
/// Frames are compared with the last one row by row and only changed spans reach ncurses, which finds the cheapest way
/// to change the terminal, its scrolling included; each frame is one `write`, an unchanged one is none. Keys, resizes
/// and the rest arrive in ``events``.
@ScreenActor
package final class CursesScreen: Screen {
    package struct Options: Sendable {
        package var theme = Theme.midnight
        /// Nil detects it from the terminal and the environment.
        package var depth: ColorDepth?
        /// The time an Esc waits for the rest of a key's sequence, in milliseconds. Nil takes the variable `ESCDELAY`,
        /// as programs with ncurses do, or else 25.
        package var escapeDelay: Int?
        package var usesMouse = false
        /// Printed below the restored screen after a trap.
        package var faultNote = ""
        /// The path of the file to which the report of a trap is added, and what stands above the report.
        package var faultReport: (file: String, heading: String)?

        package init() {}
    }

    /// The events of the terminal, everything that waited together as one batch. For one reader.
    package let events = InputQueue()
    package internal(set) var size: Size
    package let depth: ColorDepth
    /// The characters that the terminal shows, and the reason when that is not all of Unicode.
    package let characterSet: TerminalLocale.CharacterSet
    package let glyphs: Glyphs
    /// A new theme shows with the next frame.
    package var theme: Theme {
        didSet {
            painter = CursesPainter(theme: theme, depth: depth)
            painter.prepare(window)
            redraw()
        }
    }

    private let handle: OpaquePointer
    let output: FrameOutput
    let input: TerminalInput
    var isMouseUsed = false
    /// Waits for the time at which something is to be made of what came before.
    var inputTimer: Task<Void, Never>?
    private let errors = ErrorCapture()
    var window: UnsafeMutablePointer<WINDOW>
    var painter: CursesPainter
    var signals: TerminalSignals?
    /// There while signals that end the program are held.
    var endings: HeldEndings?
    /// The text that is left on the terminal when the program is suspended; nil for none.
    package var suspensionNote: String?
    /// False once the terminal is gone or given back.
    var isConnected = true
    /// The rows and the cursor that the terminal shows; nil when everything must be sent.
    var shown: CellBuffer?
    var shownCursor: Point?
    var isCursorShown = false
    /// The newest frame, while the terminal still takes an older one.
    var pendingFrame: (frame: CellBuffer, cursor: Point?)?
    /// Those who wait for the terminal to take it.
    var frameWaiters: [CheckedContinuation<Void, Never>] = []
    /// The way that is known to work for copies.
    package let clipboardRoute: Clipboard.Route
    let hasFixedMargins: Bool
    private let resetPlan: ResetPlan
    var isResizeHeld = false
    var hasResizeWaiting = false
    /// False while the terminal is not in the modes of the screen.
    var isActive = true
    /// True while another program has the terminal at the wish of this one.
    var isLent = false
    private var isOpen = true

    // MARK: Opening and closing

    /// Takes over the terminal on standard input and output.
    ///
    /// - Throws: ``TerminalError`` when there is no terminal or it is not fit for a full screen.
    package init(
        _ options: Options = Options(), environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(TerminalError) {
        let type = environment["TERM"] ?? ""
        guard isatty(STDIN_FILENO) == 1 else { throw .inputIsNoTerminal }
        guard isatty(STDOUT_FILENO) == 1 else { throw .outputIsNoTerminal }
        guard !type.isEmpty else { throw .noTerminalType }
        try TerminalDescription.check(type, descriptor: STDOUT_FILENO)
        characterSet = TerminalLocale.set(environment, terminal: STDIN_FILENO)
        glyphs = Glyphs.matching(isUnicode: characterSet.isUnicode, type: type)
        var settings = termios()
        tcgetattr(STDIN_FILENO, &settings)
        TerminalReset.noteActions()
        // The terminal knows its size, also when LINES and COLUMNS say otherwise. ncurses makes three screens of
        // that at once, so where it is beyond all bounds ncurses begins with the size of the terminal's description.
        use_env(false)
        use_tioctl(Self.hasReasonableSize)
        let escapeDelay = options.escapeDelay ?? environment["ESCDELAY"].flatMap { Int($0) } ?? 25
        guard let output = FrameOutput(terminal: STDOUT_FILENO),
            let inputFile = fopen("/dev/null", "re"), let outputFile = fdopen(output.handle, "w"),
            let handle = newterm(type, outputFile, inputFile)
        else { throw .unknownTerminalType(type) }
        self.output = output
        self.handle = handle
        // More than a second would look like a dead key.
        input = TerminalInput(
            terminal: STDIN_FILENO, escapeDelay: .milliseconds(min(max(0, escapeDelay), 1000)))
        size = Self.terminalSize
        resizeterm(Int32(size.height), Int32(size.width))
        guard let window = newwin(0, 0, 0, 0) else { throw .unknownTerminalType(type) }
        self.window = window
        hasFixedMargins = TerminalDescription.hasFixedMargins
        depth = TerminalDescription.depth(wanted: options.depth, environment: environment)
        theme = options.theme
        painter = CursesPainter(theme: theme, depth: depth)
        clipboardRoute = Clipboard.Route(
            environment: environment, isDescribed: TerminalDescription.capability("Ms") != nil)
        if let report = options.faultReport { FaultReport.prepare(file: report.file, heading: report.heading) }
        resetPlan = ResetPlan(settings: settings, faultNote: options.faultNote)
        isMouseUsed = options.usesMouse
        start()
    }

    private func start() {
        if TerminalDescription.hasStandardRendition { output.filter = RenditionFilter() }
        output.whenSent = { [weak self] in self?.presentPending() }
        // ncurses would leave a frame half painted when a key comes meanwhile.
        typeahead(-1)
        raw()
        noecho()
        nonl()
        if depth > .mono {
            start_color()
            use_default_colors()
        }
        prepareWindow()
        curs_set(0)
        enterModes()
        watchInput()
        signals = TerminalSignals(isReady: { [weak self] in self?.sizeMayHaveChanged() }) { [weak self] signal in
            switch signal {
            case SIGWINCH: self?.sizeChanged()
            case SIGTSTP: self?.suspend()
            default: self?.resume()
            }
        }
    }

    /// Gives the terminal back as it was.
    package func close() {
        guard isOpen else { return }
        isOpen = false
        isConnected = false
        ScreenLoop.shared.unwatch()
        signals?.cancel()
        signals = nil
        holdEndings(false)
        if !leave() { output.silence() }
        events.close()
        inputTimer?.cancel()
        delwin(window)
        delscreen(handle)
        output.close()
    }

    func prepareWindow() {
        idlok(window, fillsTerminal)
        leaveok(window, !isCursorShown)
        painter.prepare(window)
    }

    func enterModes() {
        TerminalReset.arm(
            output: output.terminal, settings: resetPlan.settings, bytes: resetPlan.bytes,
            faultNote: resetPlan.faultNote)
        errors.begin()
        output.send(resetPlan.modes.enter[...])
        if isMouseUsed { setMouse(true) }
        input.expectAnswers()
        isActive = true
    }

    /// - Returns: False when the terminal takes nothing any more.
    @discardableResult
    func leave() -> Bool {
        guard isActive else { return true }
        isActive = false
        pendingFrame = nil
        resumeFrameWaiters()
        output.drop()
        output.send(resetPlan.modes.leave[...])
        output.filter?.forget()
        output.pass { endwin() }
        let takesAll = output.finish()
        // ncurses has tried that on the file that collects what it writes.
        withUnsafePointer(to: resetPlan.settings) { _ = tcsetattr(STDIN_FILENO, TCSANOW, $0) }
        TerminalReset.disarm()
        errors.end(isHeard: takesAll)
        return takesAll
    }
}
