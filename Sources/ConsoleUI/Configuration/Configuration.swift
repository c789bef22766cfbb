package import ConsoleState
package import Foundation
package import JSONDocument
package import SisenseClient

/// What a person has decided about the console in its configuration file. A value that is not set, or not as it has to
/// be, is nil or empty.
package struct Configuration: Sendable {
    package internal(set) var theme: String?
    package internal(set) var pane: PaneID?
    package internal(set) var refresh: ConfiguredInterval?
    package internal(set) var timeZone: TimeZone?
    package internal(set) var times: TimeForm?
    package internal(set) var columns: [PaneID: [String]] = [:]
    package internal(set) var usesMouse: Bool?
    package internal(set) var editor: String?
    package internal(set) var limits = NetworkDefaults()
    /// As it is written; `~/` is the home folder.
    package internal(set) var log: String?
    package internal(set) var keys = KeyMap()
    package internal(set) var commands: [OwnCommand] = []
    package internal(set) var views: [SavedView] = []

    /// The lines on which keys are set to something usable.
    package internal(set) var lines: [ConfigurationKey: Int] = [:]
    /// The texts of what they are set to, for people.
    package internal(set) var texts: [ConfigurationKey: String] = [:]
    /// Everything that is wrong with the file, in the order of its lines.
    package internal(set) var problems: [ConfigurationProblem] = []
    /// The commands of the program with the keys chosen, and those of the person; nil where nobody has asked for any.
    package internal(set) var table: CommandSet?

    package init() {}

    /// The configuration of a file that cannot be read, and why.
    package init(unreadable reason: String) {
        problems = [ConfigurationProblem(line: nil, path: JSONPath(), message: reason)]
    }

    /// The name of the file in the folder of the configuration.
    package static let fileName = "config.json5"

    /// Where a value comes from that is set in the file: `config.json5, line 3`.
    package func source(of key: ConfigurationKey) -> String? {
        lines[key].map { "\(Self.fileName), line \($0)" }
    }

    /// One sentence about all that is wrong, and the sentences one by one; nil where nothing is.
    package var complaint: (summary: String, detail: String)? {
        guard let first = problems.first else { return nil }
        let detail = problems.map { "\(Self.fileName), \($0)" }.joined(separator: "\n")
        let more = problems.count > 1 ? " \(problems.count - 1) more in :messages." : ""
        let end = ".?".contains(first.message.last ?? " ") ? "" : "."
        return ("\(Self.fileName), \(first)\(end) The rest of it is used.\(more)", detail)
    }
}

/// A time between two reads of a list; `off` is one as well.
package struct ConfiguredInterval: Sendable, Equatable {
    /// Nil where lists are read only when somebody asks.
    package let interval: Duration?

    package init(interval: Duration?) { self.interval = interval }
}

/// Something wrong in the configuration file.
package struct ConfigurationProblem: Sendable, Equatable, CustomStringConvertible {
    /// Counted from 1; nil for what is about the whole file.
    package let line: Int?
    package let path: JSONPath
    package let message: String

    package var description: String {
        let prefix = path.steps.isEmpty ? "" : "\(path): "
        return (line.map { "line \($0): " } ?? "") + prefix + message
    }
}
