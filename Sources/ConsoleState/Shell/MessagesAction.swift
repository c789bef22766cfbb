/// What can happen to the list of all messages.
package enum MessagesAction: Sendable {
    case opened
    case scrolled(Movement, lines: Int, page: Int)
    case closed
}
