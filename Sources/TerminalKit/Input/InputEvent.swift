/// An event of the terminal.
package enum InputEvent: Sendable, Equatable {
    case key(KeyStroke)
    /// Text pasted into the terminal, as one piece and unsanitised; line ends are `\n`.
    case paste(String)
    /// The terminal window got (true) or lost the keyboard.
    case focus(Bool)
    case resize(Size)
    case mouse(MouseEvent)
    /// The program runs again after it was suspended; the screen must be presented again.
    case resumed
    /// The terminal is gone. Nothing more will come; the program should end.
    case hangUp

    /// True when somebody has pressed, pasted or clicked something.
    package var isByHand: Bool {
        switch self {
        case .key, .paste, .mouse: true
        case .focus, .resize, .resumed, .hangUp: false
        }
    }
}

/// The events of the terminal for one reader: everything that has come since it last read, as one batch.
///
/// An `AsyncStream` would wake its reader on another thread, which then comes back; that takes longer than drawing the
/// frame. Here the reader goes on where the input arrives.
@ScreenActor
package final class InputQueue {
    private var waiting: [InputEvent] = []
    private var reader: CheckedContinuation<[InputEvent]?, Never>?
    private var isOpen = true

    package init() {}

    /// The next events in order; nil when nothing more will come.
    package func next() async -> [InputEvent]? {
        await withCheckedContinuation { continuation in
            if waiting.isEmpty, isOpen {
                reader = continuation
            } else {
                continuation.resume(returning: waiting.isEmpty ? nil : waiting)
                waiting = []
            }
        }
    }

    package func add(_ events: [InputEvent]) {
        guard isOpen, !events.isEmpty else { return }
        if let reader {
            self.reader = nil
            reader.resume(returning: events)
        } else {
            waiting += events
        }
    }

    /// Drops what was typed and not read yet.
    package func dropKeys() {
        waiting.removeAll(where: \.isByHand)
    }

    /// Takes no more events. Those that are waiting can still be read.
    package func close() {
        isOpen = false
        reader?.resume(returning: nil)
        reader = nil
    }
}
