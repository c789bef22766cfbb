/// How the console looks: which theme, and those that are not compiled in.
package struct Appearance: Sendable, Equatable {
    /// A theme by name, with a line about it.
    package struct Choice: Sendable, Equatable {
        package let name: String
        package let about: String

        package init(name: String, about: String) {
            self.name = name
            self.about = about
        }
    }

    /// The themes of the person, which win over compiled ones of the same name.
    package let themes: [Choice]
    package var theme: String

    package init(themes: [Choice] = [], theme: String = "") {
        self.themes = themes
        self.theme = theme
    }
}
