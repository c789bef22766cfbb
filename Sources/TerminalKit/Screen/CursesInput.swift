import CNcurses
import Glibc

/// Reads what is waiting at the terminal and turns it into events.
@ScreenActor
final class CursesInput {
    /// ncurses reads keys through a window; a pad is never refreshed by that.
    private let pad: UnsafeMutablePointer<WINDOW>
    private let pipe: InputPipe
    private var decoder = KeyDecoder()
    private var clicks = ClickCounter()

    /// Codes of our own for sequences that the terminal's description need not name.
    private enum Code {
        static let pasteStart: Int32 = 5000
        static let pasteEnd: Int32 = 5001
        static let focusIn: Int32 = 5002
        static let focusOut: Int32 = 5003
    }

    init?(_ pipe: InputPipe) {
        guard let pad = newpad(1, 1) else { return nil }
        self.pad = pad
        self.pipe = pipe
        // The pipe waits for the rest of a key.
        set_escdelay(0)
        keypad(pad, true)
        nodelay(pad, true)
        // Both codings of the cursor keys, whichever the terminal's description names: a key may have been pressed before
        // the keypad was switched.
        for (final, code) in [
            ("A", KEY_UP), ("B", KEY_DOWN), ("C", KEY_RIGHT), ("D", KEY_LEFT), ("H", KEY_HOME), ("F", KEY_END),
        ] {
            define_key("\u{1B}[\(final)", code)
            define_key("\u{1B}O\(final)", code)
        }
        define_key("\u{1B}[200~", Code.pasteStart)
        define_key("\u{1B}[201~", Code.pasteEnd)
        define_key("\u{1B}[I", Code.focusIn)
        define_key("\u{1B}[O", Code.focusOut)
    }

    /// Lets ncurses switch the terminal's keypad on, which it does when it is first asked for a key: without it the
    /// first arrow key would arrive in another coding. There is none to read yet.
    func prime() {
        var code: wint_t = 0
        wget_wch(pad, &code)
    }

    func close() {
        delwin(pad)
        pipe.close()
    }

    /// Everything that is waiting, in order, and whether the terminal is gone.
    func drain() -> (events: [InputEvent], isGone: Bool) {
        let isASCII: Bool
        switch pipe.fill() {
        case .nothing: return ([], false)
        case .gone: return ([], true)
        case .filled(let isPlain): isASCII = isPlain
        }
        var events: [InputEvent] = []
        decoder.endLostPaste(now: .now, into: &events)
        var code: wint_t = 0
        // ncurses says the same of bytes that are no character and of no more bytes, and of those it may keep one back.
        var failures = 0
        while failures == 0 || !isASCII && (failures == 1 || !pipe.isEmpty && failures < InputPipe.most) {
            let result = wget_wch(pad, &code)
            if result == ERR {
                failures += 1
            } else {
                failures = 0
                decode(code, isKey: result == KEY_CODE_YES, into: &events)
            }
        }
        decoder.endBatch()
        return (events, false)
    }

    private func decode(_ code: wint_t, isKey: Bool, into events: inout [InputEvent]) {
        guard isKey else {
            if let scalar = Unicode.Scalar(code) { decoder.take(scalar, into: &events) }
            return
        }
        switch Int32(bitPattern: code) {
        case Code.pasteStart: decoder.startPaste(now: .now)
        case Code.pasteEnd: decoder.endPaste(into: &events)
        case Code.focusIn: events.append(.focus(true))
        case Code.focusOut: events.append(.focus(false))
        case KEY_RESIZE: break
        case KEY_MOUSE: events += mouseEvents()
        case let code: if let stroke = stroke(of: code) { decoder.take(stroke, into: &events) }
        }
    }

    private func stroke(of code: Int32) -> KeyStroke? {
        switch code {
        case KEY_UP: KeyStroke(.up)
        case KEY_DOWN: KeyStroke(.down)
        case KEY_LEFT: KeyStroke(.left)
        case KEY_RIGHT: KeyStroke(.right)
        case KEY_HOME, KEY_A1: KeyStroke(.home)
        case KEY_END, KEY_C1, KEY_LL: KeyStroke(.end)
        case KEY_PPAGE, KEY_A3: KeyStroke(.pageUp)
        case KEY_NPAGE, KEY_C3: KeyStroke(.pageDown)
        case KEY_DC: KeyStroke(.delete)
        case KEY_IC: KeyStroke(.insert)
        case KEY_BACKSPACE: KeyStroke(.backspace)
        case KEY_ENTER: KeyStroke(.enter)
        case KEY_BTAB: KeyStroke(.backTab)
        case KEY_SR: KeyStroke(.up, .shift)
        case KEY_SF: KeyStroke(.down, .shift)
        case KEY_SLEFT: KeyStroke(.left, .shift)
        case KEY_SRIGHT: KeyStroke(.right, .shift)
        case KEY_SHOME: KeyStroke(.home, .shift)
        case KEY_SEND: KeyStroke(.end, .shift)
        case KEY_SPREVIOUS: KeyStroke(.pageUp, .shift)
        case KEY_SNEXT: KeyStroke(.pageDown, .shift)
        case KEY_SDC: KeyStroke(.delete, .shift)
        case cn_function_key(1)...cn_function_key(63): KeyStroke(.function(Int(code - cn_function_key(0))))
        default: keyname(code).flatMap { KeyDecoder.stroke(extendedName: String(cString: $0)) }
        }
    }

    /// Everything that ncurses has joined into one key.
    private func mouseEvents() -> [InputEvent] {
        var events: [InputEvent] = []
        var event = MEVENT()
        while getmouse(&event) == OK {
            let point = Point(Int(event.x), Int(event.y))
            if cn_mouse_wheel_up(event.bstate) != 0 { events.append(.mouse(MouseEvent(.wheelUp, at: point))) }
            if cn_mouse_wheel_down(event.bstate) != 0 { events.append(.mouse(MouseEvent(.wheelDown, at: point))) }
            if cn_mouse_pressed(event.bstate) != 0 {
                let isSecond = cn_mouse_double(event.bstate) != 0 || clicks.isSecond(at: point, now: .now)
                events.append(.mouse(MouseEvent(isSecond ? .doublePress : .press, at: point)))
            }
            if cn_mouse_released(event.bstate) != 0 { events.append(.mouse(MouseEvent(.release, at: point))) }
        }
        return events
    }
}
