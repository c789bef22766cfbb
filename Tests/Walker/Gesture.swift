import TerminalKit

/// Keys that are pressed together, before anybody looks at the screen again.
struct Gesture: Sendable {
    let keys: [KeyStroke]

    init(_ keys: [KeyStroke]) { self.keys = keys }

    init(typing text: String, then keys: KeyStroke...) {
        self.keys = text.map { KeyStroke($0) } + keys
    }

    /// A command by its name, as people run it.
    static func named(_ name: String) -> Gesture {
        Gesture(typing: ":\(name)", then: KeyStroke(.enter))
    }

    var events: [InputEvent] { keys.map(InputEvent.key) }

    /// The keys as in the list of keys, with blanks between them.
    var description: String { keys.map(\.description).joined(separator: " ") }
}
