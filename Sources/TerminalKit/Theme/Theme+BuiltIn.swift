import Foundation

extension Theme {
    /// The themes compiled into the program, the default first.
    package static let builtIn: [Theme] = [
        ("midnight", PackageResources.midnight_json),
        ("daylight", PackageResources.daylight_json),
        ("high-contrast", PackageResources.high_contrast_json),
        ("clear-dark", PackageResources.clear_dark_json),
        ("clear-light", PackageResources.clear_light_json),
        ("terminal", PackageResources.terminal_json),
        ("mono", PackageResources.mono_json),
    ].compactMap { ThemeFile.parse(Data($1), name: $0).theme }

    package static let midnight = builtIn.first ?? Theme(name: "plain", about: "", entries: [:])

    package static func named(_ name: String) -> Theme? {
        builtIn.first { $0.name == name }
    }
}
