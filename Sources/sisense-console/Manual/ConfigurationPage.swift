import SisenseClient
import TerminalKit

/// The page of the files that people write: sisense-console-configuration(5).
enum ConfigurationPage {
    static var lines: [String] {
        Roff.title("sisense-console-configuration", section: 5, of: "File Formats")
            + Roff.name("sisense-console-configuration", "profiles and settings of sisense-console")
            + Roff.section("Description", Roff.paragraphs(description))
            + Roff.section("Profiles", Roff.paragraphs(profiles) + ProfileKey.allCases.flatMap(entry))
            + Roff.section("Themes", Roff.paragraphs(themes))
            + Roff.section("Files", files)
            + Roff.section("Examples", Roff.text("A profile, prod.json:") + [".EX"] + example + [".EE"])
            + Roff.section("See also", [".BR sisense\\-console (1)"])
    }

    private static let description = [
        "Files that the console reads and people write. What is wrong in one is reported with its file and line, and "
            + "the rest of it counts. The command info prints where they are, and where each value that counts comes "
            + "from.",
        "What is named nearer counts: an option, then the environment, then the profile, then config.json5, then what "
            + "the program does of itself. A profile that --profile names comes before the environment.",
    ]

    private static let profiles = [
        "A profile is a JSON object in a file of its own, named NAME.json, in the folder profiles. Nobody else may be "
            + "able to change it. The commands profile add and profile edit write it; --set KEY=VALUE sets any of the "
            + "keys. No password and no token stands in it.",
        "A member that is not known may be a misspelt readonly: the profile counts as read-only until it is removed.",
    ]

    private static func entry(_ key: ProfileKey) -> [String] { Roff.entry(key.rawValue, key.about) }

    private static var themes: [String] {
        [
            "The themes compiled in are \(Theme.builtIn.map(\.name).joined(separator: ", ")). A file NAME.json in the "
                + "folder themes adds one, or takes the place of one. The files of those compiled in, in the folder "
                + "share/sisense-console/themes of an installation, are examples. Colours are said by name or as "
                + "#RRGGBB, and are drawn as near as the terminal can."
        ]
    }

    private static let files = [
        ("~/.config/sisense-console/profiles/NAME.json", "a profile"),
        ("~/.config/sisense-console/config.json5", "the settings of the console"),
        ("~/.config/sisense-console/themes/NAME.json", "a theme"),
    ].flatMap { Roff.entry($0.0, $0.1) }

    private static let example = [
        "{", "  \"server\": \"https://bi.example.com\",", "  \"kind\": \"prod\",", "  \"user\": \"ada@example.com\",",
        "  \"tokenCommand\": [\"pass\", \"show\", \"bi/token\"]", "}",
    ].map(Roff.escape)
}
