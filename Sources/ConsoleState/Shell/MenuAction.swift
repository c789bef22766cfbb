/// What can happen to the list of commands.
package enum MenuAction: Sendable {
    /// With a text typed already, as the name of a command that takes something more.
    case opened(MenuState.Kind, String = "")
    case edited(TextEdit)
    /// What was typed becomes this.
    case completed(String)
    /// `count` is the number of commands listed.
    case moved(Movement, count: Int, page: Int)
    case closed
}
