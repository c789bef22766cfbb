import CNcurses
import Glibc

extension CursesScreen {
    /// The largest size that is drawn, far beyond any monitor: what a terminal says of itself is not to be believed
    /// whatever it costs. In a larger one the screen fills the upper left.
    static let largestSize = Size(1000, 500)

    static var terminalSize: Size {
        guard let size = reportedSize else { return Size(80, 24) }
        return Size(min(size.width, largestSize.width), min(size.height, largestSize.height))
    }

    private static var reportedSize: Size? {
        var width: Int32 = 0
        var height: Int32 = 0
        guard cn_window_size(STDOUT_FILENO, &width, &height) == 1, width > 0, height > 0 else { return nil }
        return Size(Int(width), Int(height))
    }

    static var hasReasonableSize: Bool {
        reportedSize.map { $0.width <= largestSize.width && $0.height <= largestSize.height } ?? true
    }

    /// True when the last row of the screen is the terminal's, so that a line feed there scrolls.
    var fillsTerminal: Bool { Self.reportedSize.map { $0 == size } ?? true }

    /// Takes a new size at once, and the next one not before a while: a window that is dragged sends dozens a second,
    /// and each costs a whole frame.
    func sizeChanged() {
        guard !isResizeHeld else {
            hasResizeWaiting = true
            return
        }
        takeSize()
        isResizeHeld = true
        hasResizeWaiting = false
        Task { [weak self] in
            try? await Task.sleep(for: .milliseconds(40))
            self?.releaseResize()
        }
    }

    /// A window may change while the program starts, before the signal for it is delivered.
    func sizeMayHaveChanged() {
        if Self.terminalSize != size { sizeChanged() }
    }

    private func releaseResize() {
        isResizeHeld = false
        if hasResizeWaiting { sizeChanged() }
    }

    /// Also when the size is the same again: a window made small and large again has lost what stood at its edges.
    private func takeSize() {
        guard isActive else { return }
        size = Self.terminalSize
        resizeterm(Int32(size.height), Int32(size.width))
        guard let window = newwin(0, 0, 0, 0) else { return }
        delwin(self.window)
        self.window = window
        prepareWindow()
        redraw()
        events.add([.resize(size)])
    }

    /// Gives the terminal to the shell until the program is continued (`fg`, SIGCONT).
    package func suspend() {
        leave()
        if let note = suspensionNote {
            let line = Array("\(Sanitizer.clean(note))\n".utf8)
            _ = line.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        }
        raise(SIGSTOP)
    }

    /// Runs something that needs the terminal for itself, such as an editor, and comes back.
    package func release<T>(during body: () async throws -> T) async rethrows -> T {
        leave()
        TerminalReset.ignoreKeys(true)
        isLent = true
        ScreenLoop.shared.unwatch()
        defer {
            if isConnected { watchInput() }
            isLent = false
            TerminalReset.ignoreKeys(false)
            resume()
        }
        return try await body()
    }

    /// Takes the terminal back, after this program or all of them were stopped.
    func resume() {
        guard isConnected, !isLent else { return }
        reset_prog_mode()
        enterModes()
        takeSize()
        events.add([.resumed])
    }
}
