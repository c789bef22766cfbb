package import SisenseClient

/// An origin while it is typed.
package struct OriginEntryState: Sendable {
    /// Which origin of the list is edited; nil when a new one is added.
    package let index: Int?
    package var input: TextInput

    package init(index: Int?, text: String) {
        self.index = index
        input = TextInput(text)
    }

    /// What the server would make of it.
    package var outcome: OriginEntry.Outcome { OriginEntry.parse(input.text) }
}
