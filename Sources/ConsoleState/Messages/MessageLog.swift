/// The newest message and those before it.
package struct MessageLog: Sendable {
    /// As many as a person would scroll back through.
    private static let capacity = 200

    package private(set) var all: [Message] = []
    /// What the message line shows; nil when it is empty.
    package private(set) var current: Message?

    package mutating func post(_ message: Message) {
        all = all.suffix(Self.capacity - 1) + [message]
        current = message
    }

    package mutating func dismiss() {
        current = nil
    }
}
