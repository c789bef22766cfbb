/// A text that must not be seen: it never shows in descriptions, dumps, interpolations or logs.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The text itself. Reading it is the act to look for in a review.
    package let exposed: String

    package init(_ text: String) {
        exposed = text
    }

    package var description: String { Redactor.mask }
    package var debugDescription: String { Redactor.mask }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
