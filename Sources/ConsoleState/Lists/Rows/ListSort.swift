/// The order of a list by one of its columns.
package struct ListSort: Sendable, Equatable {
    package var column: Int
    package var isDescending: Bool

    package init(column: Int, isDescending: Bool = false) {
        self.column = column
        self.isDescending = isDescending
    }
}
