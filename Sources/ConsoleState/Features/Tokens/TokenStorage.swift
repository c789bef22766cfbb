/// What became of a new token beside showing it.
package enum TokenStorage: Sendable, Equatable {
    /// The profile keeps no token that could be replaced.
    case notKept
    /// Put in the place of the old one; where that is.
    case stored(String)
    /// It could not be put there; why.
    case failed(String)
}
