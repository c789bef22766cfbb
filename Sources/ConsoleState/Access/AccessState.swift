package import SisenseClient

/// Who can see what, as a list on top of a pane.
package struct AccessState: Sendable {
    package enum Load: Sendable {
        case loading
        /// By name.
        case loaded([Grant])
        case failed(APIError)
    }

    /// What was asked, as a heading: `Who can see Cash Flow`.
    package let title: String
    /// The pane it lies on.
    package let pane: PaneID
    package var load = Load.loading
    package var scroll = Scroll()

    init(title: String, pane: PaneID) {
        self.title = title
        self.pane = pane
    }

    package var grants: [Grant] {
        if case .loaded(let grants) = load { grants } else { [] }
    }
}
