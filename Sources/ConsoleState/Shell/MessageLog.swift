package import Foundation
package import SisenseClient

/// The newest message and those before it.
package struct MessageLog: Sendable {
    package struct Entry: Sendable, Equatable {
        package let message: Message
        /// When it was posted.
        package let time: Date
    }

    /// As many as a person would scroll back through.
    private static let capacity = 200

    /// The newest last.
    package private(set) var all: [Entry] = []
    /// The message on the message line; nil when it is empty.
    package private(set) var current: Message?
    /// The first line in sight while all messages are read; nil while they are not.
    package private(set) var reading: Scroll?

    /// A message posted again and again is remembered once, with its last time.
    package mutating func post(_ message: Message, at time: Date) {
        if all.last?.message == message { all.removeLast() }
        all = all.suffix(Self.capacity - 1) + [Entry(message: message, time: time)]
        current = message
    }

    /// Takes the message away from the screen; the list keeps it.
    package mutating func dismiss() {
        current = nil
    }

    package mutating func apply(_ action: MessagesAction) {
        switch action {
        case .opened: reading = Scroll()
        // The offset of the first line moves here, so the last place is where the last line is in sight.
        case .scrolled(let movement, let lines, let page):
            reading?.move(movement, count: max(lines - page + 1, 1), page: page)
        case .closed: reading = nil
        }
    }
}

/// A message of the console, on the line above the hints and in the list of messages.
package struct Message: Sendable, Equatable {
    /// The weight of a message, which says how long it stays.
    package enum Level: Sendable {
        case info
        case ok
        case warning
        case error
    }

    package let level: Level
    /// One sentence for the message line.
    package let text: CommandText
    /// Everything there is to say; empty when that is the text.
    package let detail: String

    package init(_ level: Level, _ text: String, detail: String = "") {
        self.init(level, CommandText(text), detail: detail)
    }

    package init(_ level: Level, _ text: CommandText, detail: String = "") {
        self.level = level
        self.text = text
        self.detail = detail
    }

    /// An error with what to do about it.
    package init(_ error: APIError) {
        let text = [error.message, error.nextStep].filter { !$0.isEmpty }.joined(separator: " ")
        self.init(.error, text, detail: error.description)
    }
}

/// The actions on the list of all messages.
package enum MessagesAction: Sendable {
    case opened
    case scrolled(Movement, lines: Int, page: Int)
    case closed
}
