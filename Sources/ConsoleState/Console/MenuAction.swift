/// What can happen to the list of commands.
package enum MenuAction: Sendable {
    case opened(MenuState.Kind)
    case edited(TextEdit)
    /// `count` is the number of commands listed.
    case moved(Movement, count: Int, page: Int)
    case closed
}
