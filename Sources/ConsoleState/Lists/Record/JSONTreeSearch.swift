/// A text looked for in an outline, and where it was found.
package struct JSONTreeSearch: Sendable {
    package var input = TextInput()
    /// True while it is typed.
    package var isTyping = true
    /// The places of the nodes that hold it, in order; nil while they are being looked for.
    package var matches: [Int]?
    /// The node under the cursor when the search began, from where it goes on.
    let origin: Int

    init(origin: Int) {
        self.origin = origin
    }

    package var text: String { input.text }
}
