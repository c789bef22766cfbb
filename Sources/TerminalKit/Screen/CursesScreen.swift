import CNcurses
import Dispatch
import Foundation
import Glibc

/// The terminal, through ncurses. Together with its parts in this folder it is the only code that touches curses.
///
/// Frames are compared with the last one row by row and only changed spans reach ncurses, which finds the cheapest way
/// to change the terminal, its scrolling included; each frame is one `write`, an unchanged one is none. Keys, resizes
/// and the rest arrive in ``events``.
@MainActor
package final class CursesScreen: Screen {
    package struct Options: Sendable {
        package var theme = Theme.midnight
        /// Nil takes what the terminal and the environment tell.
        package var depth: ColorDepth?
        /// How long an Esc waits for the rest of a key's sequence, in milliseconds.
        package var escapeDelay = 25
        package var usesMouse = false
        /// Printed below the restored screen after a trap.
        package var faultNote = ""

        package init() {}
    }

    /// What the terminal tells, everything that waited together as one batch. For one reader.
    package let events: AsyncStream<[InputEvent]>
    package private(set) var size: Size
    package let depth: ColorDepth
    /// A new theme shows with the next frame.
    package var theme: Theme {
        didSet {
            painter = CursesPainter(theme: theme, depth: depth)
            redraw()
        }
    }

    private let continuation: AsyncStream<[InputEvent]>.Continuation
    private let handle: OpaquePointer
    private let output: FrameOutput
    private let input: CursesInput
    private var window: UnsafeMutablePointer<WINDOW>
    private var painter: CursesPainter
    private var signals: TerminalSignals?
    private var reader: (any DispatchSourceRead)?
    /// The rows and the cursor that the terminal shows; nil when everything must be sent.
    private var shown: CellBuffer?
    private var shownCursor: Point?
    private var isCursorShown = false
    private let clipboardWrapping: Clipboard.Wrapping
    private let resetPlan: ResetPlan
    private static let resizeInterval = DispatchTimeInterval.milliseconds(40)
    private var isResizeHeld = false
    private var isActive = true

    // MARK: Opening and closing

    /// Takes over the terminal on standard input and output.
    ///
    /// - Throws: ``TerminalError`` when there is no terminal or it is not fit for a full screen.
    package init(
        _ options: Options = Options(), environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(TerminalError) {
        guard isatty(STDIN_FILENO) == 1 else { throw .inputIsNoTerminal }
        guard isatty(STDOUT_FILENO) == 1 else { throw .outputIsNoTerminal }
        guard let type = environment["TERM"], !type.isEmpty else { throw .noTerminalType }
        try TerminalDescription.load(type, descriptor: STDOUT_FILENO)
        setlocale(LC_CTYPE, "")
        var settings = termios()
        tcgetattr(STDIN_FILENO, &settings)
        TerminalReset.noteActions()
        guard let output = FrameOutput(terminal: STDOUT_FILENO), let inputFile = fdopen(STDIN_FILENO, "r"),
            let outputFile = fdopen(output.handle, "w"), let handle = newterm(type, outputFile, inputFile),
            let input = CursesInput(descriptor: STDIN_FILENO), let window = newwin(0, 0, 0, 0)
        else { throw .unknownTerminalType(type) }
        self.output = output
        self.handle = handle
        self.input = input
        self.window = window
        size = Self.terminalSize
        depth = TerminalDescription.depth(wanted: options.depth, environment: environment)
        theme = options.theme
        painter = CursesPainter(theme: theme, depth: depth)
        clipboardWrapping = Clipboard.Wrapping(environment: environment)
        resetPlan = ResetPlan(settings: settings, faultNote: options.faultNote)
        (events, continuation) = AsyncStream.makeStream()
        set_escdelay(Int32(options.escapeDelay))
        if options.usesMouse { setMouse(true) }
        start()
    }

    private func start() {
        if TerminalDescription.hasStandardRendition { output.filter = RenditionFilter() }
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
        let reader = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
        reader.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.read() } }
        reader.activate()
        self.reader = reader
        signals = TerminalSignals { [weak self] signal in
            switch signal {
            case SIGWINCH: self?.resize()
            case SIGTSTP: self?.suspend()
            default: self?.resume()
            }
        }
    }

    /// Gives the terminal back as it was.
    package func close() {
        guard reader != nil else { return }
        reader?.cancel()
        reader = nil
        signals?.cancel()
        signals = nil
        leave()
        continuation.finish()
        input.close()
        delwin(window)
        delscreen(handle)
        output.close()
    }

    private func prepareWindow() {
        idlok(window, true)
        leaveok(window, true)
    }

    private func enterModes() {
        TerminalReset.arm(
            terminal: STDIN_FILENO, settings: resetPlan.settings, bytes: resetPlan.bytes,
            faultNote: resetPlan.faultNote)
        output.send(ResetPlan.enter[...])
        input.prime()
        isActive = true
    }

    private func leave() {
        guard isActive else { return }
        isActive = false
        output.send(ResetPlan.leave[...])
        output.filter?.forget()
        endwin()
        TerminalReset.disarm()
    }

    // MARK: Frames

    package func present(_ buffer: CellBuffer, cursor: Point?) {
        guard isActive else { return }
        let frame = buffer.size == size ? buffer : buffer.resized(to: size)
        let rows = (0..<size.height).compactMap { y in frame.changedSpan(y, since: shown).map { (y, $0) } }
        guard !rows.isEmpty || cursor != shownCursor || shown == nil else { return }
        output.frame(painter.trueColour) {
            for (y, span) in rows {
                let row = frame.row(y)
                painter.put(
                    row[(row.startIndex + span.lowerBound)..<(row.startIndex + span.upperBound)],
                    at: span.lowerBound, y, in: window)
                if frame.hasFlag(y) { wredrawln(window, Int32(y), 1) }
            }
            place(cursor)
            wnoutrefresh(window)
            doupdate()
        }
        shown = frame.copy()
        shownCursor = cursor
        if !output.isOpen { hangUp() }
    }

    /// Sends everything anew with the next frame, whatever the terminal shows now.
    package func redraw() {
        shown = nil
        clearok(window, true)
    }

    private func place(_ cursor: Point?) {
        let isShown = cursor != nil
        if isShown != isCursorShown {
            curs_set(isShown ? 1 : 0)
            leaveok(window, !isShown)
            isCursorShown = isShown
        }
        if let cursor { wmove(window, Int32(clamping: cursor.y), Int32(clamping: cursor.x)) }
    }

    // MARK: Input

    /// Drops keys typed ahead, so that none of them answers a question not yet read.
    package func flushInput() {
        flushinp()
        tcflush(STDIN_FILENO, TCIFLUSH)
    }

    /// Puts a text on the clipboard of the person at the terminal, wherever that is (OSC 52).
    ///
    /// Nothing tells whether the terminal has taken it: some must be configured to.
    package func copy(_ text: String) throws(ClipboardError) {
        output.send(try Clipboard.sequence(for: text, within: clipboardWrapping)[...])
    }

    /// Clicks and the wheel become events, and the terminal's own selection needs Shift.
    package func setMouse(_ isOn: Bool) {
        mouseinterval(0)
        mousemask(isOn ? cn_mouse_events() : 0, nil)
    }

    private func read() {
        let (events, isGone) = input.drain()
        if !events.isEmpty { continuation.yield(events) }
        if isGone { hangUp() }
    }

    /// The terminal is gone: nothing is left to read, and an open source would fire for ever.
    private func hangUp() {
        guard reader != nil else { return }
        reader?.cancel()
        reader = nil
        continuation.yield([.hangUp])
        continuation.finish()
    }

    // MARK: Resizing and suspending

    private static var terminalSize: Size {
        var width: Int32 = 0
        var height: Int32 = 0
        guard cn_window_size(STDOUT_FILENO, &width, &height) == 1, width > 0, height > 0 else { return Size(80, 24) }
        return Size(Int(width), Int(height))
    }

    /// Takes a new size at once, and the next one not before a while: a window that is dragged sends dozens a second,
    /// and each costs a whole frame.
    private func resize() {
        guard !isResizeHeld else { return }
        guard takeSize() else { return }
        isResizeHeld = true
        DispatchQueue.main.asyncAfter(deadline: .now() + Self.resizeInterval) { [weak self] in
            MainActor.assumeIsolated {
                self?.isResizeHeld = false
                self?.resize()
            }
        }
    }

    private func takeSize() -> Bool {
        let new = Self.terminalSize
        guard new != size, isActive else { return false }
        size = new
        resizeterm(Int32(new.height), Int32(new.width))
        delwin(window)
        if let window = newwin(0, 0, 0, 0) { self.window = window }
        prepareWindow()
        isCursorShown = false
        shown = nil
        continuation.yield([.resize(new)])
        return true
    }

    /// Gives the terminal to the shell until the program is continued (`fg`), which SIGCONT tells.
    package func suspend() {
        leave()
        raise(SIGSTOP)
    }

    /// Runs something that needs the terminal for itself, such as an editor, and comes back.
    package func release<T>(during body: () async throws -> T) async rethrows -> T {
        leave()
        reader?.suspend()
        defer {
            reader?.resume()
            resume()
        }
        return try await body()
    }

    private func resume() {
        guard reader != nil else { return }
        reset_prog_mode()
        enterModes()
        redraw()
        continuation.yield([.resumed])
        resize()
    }
}
