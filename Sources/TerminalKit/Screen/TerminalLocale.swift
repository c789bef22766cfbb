import CNcurses
import Foundation
import Glibc

/// Sets the locale, which decides what ncurses takes for a character.
///
/// Over SSH it is often not set, or one that this machine does not have: then the terminal is asked, since nearly all of
/// them show UTF-8. A locale that is there is obeyed.
package enum TerminalLocale {
    package struct CharacterSet: Sendable, Equatable {
        package var isUnicode: Bool
        /// The reason why not all characters can be shown, and what to do about it; nil when they can.
        package var problem: String?
    }

    /// The request of the locale variables in the environment.
    enum Wish: Equatable {
        /// None is set.
        case nothing
        case unicode(String)
        /// ASCII or some other set of characters, named in full.
        case other(String)
        /// A language without a set of characters.
        case unclear(String)

        /// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set counts.
        init(_ environment: [String: String]) {
            let names = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
            guard let name = names.first(where: { !$0.isEmpty }) else {
                self = .nothing
                return
            }
            let codeset = name.lowercased()
            if codeset.contains("utf-8") || codeset.contains("utf8") {
                self = .unicode(name)
            } else {
                let isNamed = codeset.contains(".") || codeset.contains("@") || ["c", "posix"].contains(codeset)
                self = isNamed ? .other(name) : .unclear(name)
            }
        }
    }

    /// - Parameter terminal: Its descriptor, with the settings from before the screen.
    @ScreenActor
    static func set(_ environment: [String: String], terminal: Int32) -> CharacterSet {
        let wish = Wish(environment)
        let isInstalled = setlocale(LC_CTYPE, "") != nil
        if isUTF8 { return CharacterSet(isUnicode: true) }
        let isTaken =
            switch wish {
            case .unicode: true
            case .other: false
            case .unclear: !isInstalled && showsUTF8(environment, terminal: terminal)
            case .nothing: showsUTF8(environment, terminal: terminal)
            }
        if isTaken, useUTF8() { return CharacterSet(isUnicode: true) }
        return CharacterSet(isUnicode: false, problem: problem(wish, isInstalled: isInstalled, isTaken: isTaken))
    }

    private static var isUTF8: Bool { String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8" }

    /// The C library's own locale of UTF-8, or a usual one where that is not there.
    private static func useUTF8() -> Bool {
        ["C.UTF-8", "C.utf8", "en_US.UTF-8"].contains { (name: String) in setlocale(LC_CTYPE, name) != nil && isUTF8 }
    }

    /// The terminal driver knows when its terminal types UTF-8, and ssh hands that on (RFC 8160). Of terminals that do
    /// not say it, some are known by name to show nothing else.
    static func showsUTF8(_ environment: [String: String], terminal: Int32) -> Bool {
        var settings = termios()
        if tcgetattr(terminal, &settings) == 0, settings.c_iflag & tcflag_t(IUTF8) != 0 { return true }
        let types = ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour", "tmux"]
        if types.contains(where: { environment["TERM", default: ""].hasPrefix($0) }) { return true }
        return ["VTE_VERSION", "WT_SESSION", "KITTY_WINDOW_ID", "ITERM_SESSION_ID", "KONSOLE_VERSION"].contains {
            environment[$0]?.isEmpty == false
        }
    }

    private static func problem(_ wish: Wish, isInstalled: Bool, isTaken: Bool) -> String {
        let cause =
            switch wish {
            case .unicode(let name), .unclear(let name), .other(let name):
                "The locale \(Sanitizer.clean(name, marks: .ascii)) "
                    + (isInstalled ? "has no Unicode" : "is not installed")
            case .nothing: "No locale is set"
            }
        let advice = isTaken ? "Install a UTF-8 locale" : "Set LANG=C.UTF-8 if your terminal shows UTF-8"
        return "\(cause), so letters beyond ASCII show as ?. \(advice)."
    }
}

/// Puts characters together from bytes as the C library's present locale encodes them.
struct LocaleText {
    private var conversion = mbstate_t()

    /// The character that this byte completes. Of bytes that are no text, the control characters of 8-bit terminals (C1)
    /// come as they are, and the others are dropped.
    mutating func take(_ byte: UInt8) -> Unicode.Scalar? {
        var character: wchar_t = 0
        var source = CChar(bitPattern: byte)
        switch mbrtowc(&character, &source, 1, &conversion) {
        case 0, 1: return Unicode.Scalar(UInt32(bitPattern: Int32(character)))
        // The middle of a character.
        case Int(bitPattern: UInt.max - 1): return nil
        default:
            conversion = mbstate_t()
            return byte < 0xA0 ? Unicode.Scalar(byte) : nil
        }
    }
}
