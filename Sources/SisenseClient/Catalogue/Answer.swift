/// One documented answer of an operation.
package struct Answer: Sendable, Equatable {
    /// The HTTP status.
    package let status: Int
    package let meaning: String
    /// The server's own codes that may come with this status.
    package let codes: [Int]

    package init(_ status: Int, _ meaning: String, codes: [Int] = []) {
        self.status = status
        self.meaning = meaning
        self.codes = codes
    }
}
