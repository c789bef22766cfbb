import CNcurses
import Glibc

extension CursesScreen {
    /// Drops keys typed ahead, so that none of them answers a question not yet read.
    package func flushInput() {
        input.discard()
        startInputTimer()
        events.dropKeys()
    }

    /// Sends a text to the clipboard of the person's terminal, wherever that is (OSC 52).
    ///
    /// Terminals do not report whether they have taken it: some must be configured to.
    ///
    /// - Returns: False for a text that is too long, and where another way is to be taken.
    package func sendToClipboard(_ text: String) -> Bool {
        guard case .terminal(let wrapping) = clipboardRoute,
            let sequence = Clipboard.sequence(for: text, within: wrapping)
        else { return false }
        output.send(sequence[...])
        return true
    }

    /// Clicks and the wheel become events, and the terminal's own selection needs Shift.
    package func setMouse(_ isOn: Bool) {
        isMouseUsed = isOn
        output.send((isOn ? TerminalModes.mouseOn : TerminalModes.mouseOff)[...])
    }

    func watchInput() {
        ScreenLoop.shared.watch(STDIN_FILENO) { [weak self] in
            Task { @ScreenActor in
                guard let self else { return }
                self.take(self.input.drain())
            }
        }
    }

    private func take(_ outcome: TerminalInput.Outcome) {
        switch outcome {
        case .events(let events): self.events.add(events)
        case .gone: return hangUp()
        }
        startInputTimer()
    }

    private func startInputTimer() {
        inputTimer?.cancel()
        inputTimer = input.deadline.map { deadline in
            Task { [weak self] in
                guard (try? await Task.sleep(until: deadline, clock: .continuous)) != nil else { return }
                self?.expireInput()
            }
        }
    }

    private func expireInput() {
        // Input that waits while another program has the terminal is for that program.
        if isActive, isConnected { take(input.expire()) }
    }

    /// While `isHeld`, SIGTERM, SIGHUP and SIGINT act like a terminal that is gone, so that the program can end in its
    /// own way.
    package func holdEndings(_ isHeld: Bool) {
        guard isHeld != (endings != nil) else { return }
        endings?.cancel()
        endings = isHeld ? HeldEndings { [weak self] in self?.hangUp() } : nil
    }

    /// The terminal is gone: nothing is left to read, and there would seem to be something for ever.
    func hangUp() {
        guard isConnected else { return }
        isConnected = false
        ScreenLoop.shared.unwatch()
        events.add([.hangUp])
        events.close()
        resumeFrameWaiters()
    }
}
