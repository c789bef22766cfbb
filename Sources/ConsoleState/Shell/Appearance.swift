/// How the console behaves on its terminal: which theme, those that are not compiled in, and the mouse.
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
    /// True while clicks and the wheel belong to the console; the terminal's own selection needs Shift then.
    package var usesMouse: Bool

    package init(themes: [Choice] = [], theme: String = "", usesMouse: Bool = false) {
        self.themes = themes
        self.theme = theme
        self.usesMouse = usesMouse
    }
}
