/// Why a text is no regular expression, for the person who types it.
struct PatternProblem: Error, Equatable {
    let text: String

    init(_ text: String) {
        self.text = text
    }
}
