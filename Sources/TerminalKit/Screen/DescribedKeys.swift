import CNcurses

/// The keys that a terminal's description names, for terminals whose sequences are like nobody else's.
@ScreenActor
enum DescribedKeys {
    /// Without the corners of the keypad: where those are sent, the keypad was meant to type digits.
    private static let names: [(String, KeyStroke)] = [
        ("kcuu1", KeyStroke(.up)), ("kcud1", KeyStroke(.down)), ("kcub1", KeyStroke(.left)),
        ("kcuf1", KeyStroke(.right)), ("khome", KeyStroke(.home)), ("kend", KeyStroke(.end)), ("kll", KeyStroke(.end)),
        ("kpp", KeyStroke(.pageUp)), ("knp", KeyStroke(.pageDown)), ("kich1", KeyStroke(.insert)),
        ("kdch1", KeyStroke(.delete)), ("kcbt", KeyStroke(.backTab)), ("kent", KeyStroke(.enter)),
        ("kri", KeyStroke(.up, .shift)), ("kind", KeyStroke(.down, .shift)), ("kLFT", KeyStroke(.left, .shift)),
        ("kRIT", KeyStroke(.right, .shift)), ("kHOM", KeyStroke(.home, .shift)), ("kEND", KeyStroke(.end, .shift)),
        ("kPRV", KeyStroke(.pageUp, .shift)), ("kNXT", KeyStroke(.pageDown, .shift)),
        ("kDC", KeyStroke(.delete, .shift)), ("kIC", KeyStroke(.insert, .shift)),
    ]

    /// By their sequences, each of which begins with an Esc.
    static var all: [String: KeyStroke] {
        let functions = (1...24).map { ("kf\($0)", KeyStroke(.function($0))) }
        var keys: [String: KeyStroke] = [:]
        for (name, stroke) in names + functions {
            guard let sequence = TerminalDescription.capability(name), sequence.count > 1,
                sequence.first == "\u{1B}", keys[sequence] == nil
            else { continue }
            keys[sequence] = stroke
        }
        return keys
    }
}
