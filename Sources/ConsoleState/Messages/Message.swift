/// Something the console tells, on the line above the hints and in the list of messages.
package struct Message: Sendable, Equatable {
    package enum Level: Sendable {
        case info
        case ok
        case warning
        case error
    }

    package let level: Level
    package let text: String

    package init(_ level: Level, _ text: String) {
        self.level = level
        self.text = text
    }
}
