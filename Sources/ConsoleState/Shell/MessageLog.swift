package import Foundation
package import SisenseClient

/// The messages of a session, and those of them that are on the screen.
package struct MessageLog: Sendable {
    package struct Entry: Sendable, Equatable {
        package let message: Message
        /// The time at which it was posted.
        package let time: Date
        /// The number of it among all that were posted, from 1 on.
        package let number: Int
    }

    /// The number that a person would scroll back through.
    private static let capacity = 200

    /// The newest last.
    package private(set) var all: [Entry] = []
    /// The number of messages that were posted, those that are no longer kept included.
    package private(set) var posted = 0
    /// The error that nobody has dismissed yet. Nothing else replaces it.
    private var error: Message?
    /// The newest of the other messages, which go by themselves or with the next key.
    private var passing: Message?
    /// The first line in sight while all messages are read; nil while they are not.
    package private(set) var reading: Scroll?

    /// A message posted again and again is remembered once, with its last time.
    package mutating func post(_ message: Message, at time: Date) {
        if all.last?.message == message { all.removeLast() }
        posted += 1
        all = all.suffix(Self.capacity - 1) + [Entry(message: message, time: time, number: posted)]
        if message.level == .error {
            (error, passing) = (message, nil)
        } else {
            if let subject = message.subject { settle(subject) }
            passing = message
        }
    }

    /// Takes the error about something away that has worked since. Signing in again reads again, but sends no change again.
    private mutating func settle(_ subject: Message.Subject) {
        if error?.subject == subject || subject == .session && error?.isOutdatedBySession == true { error = nil }
    }

    /// The newest message on the screen; nil when there is none.
    package var current: Message? { passing ?? error }

    /// The messages on the screen: an error stands above what came after it.
    package var shown: [Message] { [error, passing].compactMap(\.self) }

    /// Takes the messages away from the screen; the list keeps them.
    package mutating func dismiss() {
        (error, passing) = (nil, nil)
    }

    /// Takes away what asks for nothing. An error stays.
    package mutating func pass() {
        passing = nil
    }

    package mutating func apply(_ action: MessagesAction) {
        switch action {
        case .opened: reading = Scroll()
        // The offset of the first line moves here, so the last offset is where the last line is in sight.
        case .scrolled(let movement, let lines, let page):
            reading?.move(movement, count: max(lines - page + 1, 1), page: page)
        case .closed: reading = nil
        case .settled(let subject): settle(subject)
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

    /// The work that a message is about, by which an error goes once the same has worked.
    package enum Subject: Sendable, Equatable {
        /// A change, by its title.
        case change(String)
        /// A list that is read.
        case list(PaneID)
        /// Something read for a form or a preview.
        case preparation(SourceText)
        /// The session, whatever else failed because it was gone.
        case session
        /// The form that is open.
        case form
    }

    package let level: Level
    /// One sentence for the message line.
    package let text: CommandText
    /// Everything there is to say; empty when that is the text.
    package let detail: String
    /// Nil for what stands by itself.
    private(set) var subject: Subject?
    /// True for what failed because nobody was signed in any more.
    private var isOfLostSession = false

    /// True for an error that is no more once somebody is signed in again.
    fileprivate var isOutdatedBySession: Bool {
        if case .change = subject { return false }
        return isOfLostSession
    }

    package init(_ level: Level, _ text: String, detail: String = "") {
        self.init(level, CommandText(text), detail: detail)
    }

    package init(_ level: Level, _ text: CommandText, detail: String = "") {
        self.level = level
        self.text = text
        self.detail = detail
    }

    /// The same message about some work.
    func about(_ subject: Subject?) -> Message {
        var message = self
        message.subject = subject
        return message
    }

    /// An error with what to do about it.
    package init(_ error: APIError) {
        let text = [error.message, error.nextStep].filter { !$0.isEmpty }.joined(separator: " ")
        self.init(.error, text, detail: error.description)
        isOfLostSession = error.kind == .unauthorized
    }
}

/// The actions on the list of all messages.
package enum MessagesAction: Sendable {
    case opened
    case scrolled(Movement, lines: Int, page: Int)
    case closed
    /// Something has worked: an error about it is out of date.
    case settled(Message.Subject)
}
