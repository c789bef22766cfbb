import ConsoleState
import SisenseClient

/// A list or a record that is read for a script.
struct GetOptions {
    let arguments: ConnectionSettings.Arguments
    let subject: Subject
    let wishes: ListReading.Wishes
    /// Nil for the form that fits where standard output leads.
    let format: OutputFormat

    enum Subject {
        case list(PaneID)
        /// A record by its id, its name or its address.
        case record(PaneID, name: String)
        case below(ReadableList.Below, name: String)
        /// The columns of a list, and what their values are.
        case schema(ReadableList, word: String)
        /// The names of all lists.
        case names
    }
}

/// The form of what is read.
enum OutputFormat: String, CaseIterable {
    /// Columns for people, as wide as the terminal.
    case table
    /// All columns for people, none cut.
    case wide
    case json
    /// One JSON object a line.
    case jsonLines = "jsonl"
    case csv
    case yaml
    case markdown
    /// The names alone, one a line.
    case name
    /// The ids alone, one a line.
    case id
}
