import Foundation

extension Theme {
    /// The texts of the themes compiled into the program, the default first. They are read when asked for: a start reads
    /// one.
    private static var files: KeyValuePairs<String, [UInt8]> {
        [
            "midnight": PackageResources.midnight_json,
            "daylight": PackageResources.daylight_json,
            "high-contrast": PackageResources.high_contrast_json,
            "clear-dark": PackageResources.clear_dark_json,
            "clear-light": PackageResources.clear_light_json,
            "terminal": PackageResources.terminal_json,
            "mono": PackageResources.mono_json,
        ]
    }

    /// The themes compiled into the program, the default first.
    package static let builtIn: [Theme] = files.compactMap { ThemeFile.parse(Data($1), name: $0).theme }

    /// The default.
    package static let midnight =
        ThemeFile.parse(Data(PackageResources.midnight_json), name: "midnight").theme
        ?? Theme(name: "midnight", about: "", entries: [:])

    package static func named(_ name: String) -> Theme? {
        name == midnight.name ? midnight : builtIn.first { $0.name == name }
    }
}
