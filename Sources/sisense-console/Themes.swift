import ConsoleState
import Foundation
import SisenseClient
import TerminalKit

/// The themes there are: those compiled in, and those of the person who runs the program, which win by name.
struct Themes {
    private var own: [Theme] = []
    /// The problems in the files of the user, one a line.
    private(set) var problems: [String] = []

    /// Reads `themes/*.json` of the folder for configuration. A file with mistakes is used as far as it is right.
    init(folder: URL) {
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        for file in files.sorted(by: { $0.path() < $1.path() }) where file.pathExtension == "json" {
            let name = file.deletingPathExtension().lastPathComponent
            guard let data = try? Data(contentsOf: file) else {
                problems.append("Could not read the theme \(file.path()).")
                continue
            }
            let (theme, found) = ThemeFile.parse(data, name: name)
            problems += found.map { "Theme \($0)" }
            if let theme { own.append(theme) }
        }
    }

    init(environment: [String: String]) {
        self.init(folder: Connection.locations(environment: environment).themes)
    }

    /// Reads the compiled themes only when one of them is asked for.
    func named(_ name: String) -> Theme? { own.first { $0.name == name } ?? Theme.named(name) }

    var names: [String] { Set(Theme.builtIn.map(\.name) + own.map(\.name)).sorted() }

    /// Those of the person, for the menu.
    var choices: [Appearance.Choice] { own.map { Appearance.Choice(name: $0.name, about: $0.about) } }
}
