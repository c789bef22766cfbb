package import SisenseClient

/// The security pane: the settings as read, and the changes not saved yet.
package struct SecurityState: Sendable {
    /// A line of the form.
    package enum Row: Sendable, Equatable {
        case enabled
        case origin(Int)
        case add
    }

    package var load = Loadable<SystemSettings, APIError>.notStarted
    package var draft = CORSDraft(isEnabled: false, origins: [])
    /// The drafts before each edit, for undo within the form.
    package var undo: [CORSDraft] = []
    package var scroll = Scroll()
    package var entry: OriginEntryState?
    /// What the last test of an entry of the list found, by the text of the entry.
    package var tests: [String: OriginTest] = [:]
    /// What the tests found before the last save.
    package var before: [String: CORSReport] = [:]
    /// What became of each line that was pasted last, until the next edit.
    package var pasted: [PastedOrigin] = []

    package init() {}

    package var settings: SystemSettings? { load.value }

    /// The settings as they are on the server, as far as this pane edits them.
    package var saved: CORSDraft? {
        settings.map { CORSDraft(isEnabled: $0.corsEnabled, origins: $0.allowedOrigins) }
    }

    package var isChanged: Bool { saved.map { $0 != draft } ?? false }

    package var rows: [Row] { [.enabled] + draft.origins.indices.map(Row.origin) + [.add] }

    package var row: Row { rows[min(scroll.cursor, rows.count - 1)] }

    /// The entry under the cursor; nil on the other lines.
    package var origin: String? {
        if case .origin(let index) = row { draft.origins[index] } else { nil }
    }
}
