/// The pages of the manual, by the names that `man` knows them by.
enum ManualPage: String, CaseIterable {
    case program
    case configuration

    /// What it is about.
    var about: String {
        switch self {
        case .program: "commands, options, keys, files and exit statuses"
        case .configuration: "profiles, configuration and themes"
        }
    }

    /// The page in roff.
    var text: String {
        switch self {
        case .program: ProgramPage.lines.joined(separator: "\n")
        case .configuration: ConfigurationPage.lines.joined(separator: "\n")
        }
    }
}
