/// A mouse button or wheel at a cell.
package struct MouseEvent: Sendable, Equatable {
    package enum Action: Sendable, Equatable {
        case press, doublePress, release, wheelUp, wheelDown
    }

    package let action: Action
    package let at: Point

    package init(_ action: Action, at point: Point) {
        self.action = action
        at = point
    }
}
