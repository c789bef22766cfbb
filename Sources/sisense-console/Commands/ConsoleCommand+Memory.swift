import ConsoleState
import ConsoleUI
import Foundation
import SisenseClient

/// What the console remembers from one session to the next; nothing of the demo.
extension ConsoleCommand {
    /// The memory of the arrangement of columns; none for the demo.
    var columns: ColumnMemory? {
        options.isDemo ? nil : ColumnMemory(file: Connection.locations(environment: environment).columns)
    }

    /// The memory of views that are saved in the console; none for the demo.
    var viewMemory: ViewMemory? {
        options.isDemo ? nil : ViewMemory(file: Connection.locations(environment: environment).views)
    }

    /// The views of the configuration, and those saved in the console under other names.
    var views: [SavedView] {
        let configured = settings.configuration.views
        let names = Set(configured.map(\.name))
        let saved = (viewMemory?.read() ?? []).filter { !names.contains($0.name) }
        return (configured + saved).sorted { $0.name < $1.name }
    }
}
