/// Three versions of a record that two people changed at once.
package struct Conflict: Sendable, Equatable {
    /// As it was when the edit began.
    package let base: JSONValue
    /// As the edit would leave it.
    package let mine: JSONValue
    /// As it is on the server now.
    package let theirs: JSONValue

    package init(base: JSONValue, mine: JSONValue, theirs: JSONValue) {
        self.base = base
        self.mine = mine
        self.theirs = theirs
    }
}
