/// Choosing columns: the arrangement as it is now, and the cursor in it.
package struct ColumnPicker: Sendable {
    package var arrangement: ColumnArrangement
    package var scroll = Scroll()
}
