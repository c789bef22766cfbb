package import SisenseClient

/// Something the console tells, on the line above the hints and in the list of messages.
package struct Message: Sendable, Equatable {
    /// How much a message matters, which says how long it stays.
    package enum Level: Sendable {
        case info
        case ok
        case warning
        case error
    }

    package let level: Level
    /// One sentence for the message line.
    package let text: String
    /// Everything there is to say; empty when that is the text.
    package let detail: String

    package init(_ level: Level, _ text: String, detail: String = "") {
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
