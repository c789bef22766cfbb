/// What can happen to the list of keys.
package enum HelpAction: Sendable {
    case opened
    case edited(TextEdit)
    /// `count` is the number of commands listed.
    case moved(Movement, count: Int, page: Int)
    case closed
}
