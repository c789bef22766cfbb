/// A cell's place: column and row, from 0 at the top left.
package struct Point: Sendable, Hashable {
    package var x: Int
    package var y: Int

    package init(_ x: Int, _ y: Int) {
        self.x = x
        self.y = y
    }

    package static let zero = Point(0, 0)
}
