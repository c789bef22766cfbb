/// A value of a JSON5 text with the line it stands on.
struct JSON5Node {
    enum Value {
        case text(String)
        case flag(Bool)
        case list([JSON5Node])
        case object([Member])
        /// A number or null, which no theme uses.
        case other
    }

    struct Member {
        let key: String
        /// The line of the key, counted from 1.
        let line: Int
        let value: JSON5Node
    }

    let line: Int
    let value: Value
}

/// Where and why a text is not JSON5.
struct JSON5Error: Error, Equatable {
    let line: Int
    let message: String
}
