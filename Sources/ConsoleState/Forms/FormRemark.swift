/// What came of trying out what a field holds.
package struct FormNote: Sendable, Equatable {
    package let isGood: Bool
    package let text: String

    package init(isGood: Bool, _ text: String) {
        self.isGood = isGood
        self.text = text
    }
}
