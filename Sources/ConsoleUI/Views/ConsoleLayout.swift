package import TerminalKit

/// Where each part of the console lies on a screen of a given size. Drawing and keys share it: how far a page moves
/// depends on how many rows are in sight.
package struct ConsoleLayout: Sendable, Equatable {
    /// Below this a one-line notice takes the place of everything.
    package static let smallest = Size(60, 15)

    package let screen: Rect
    /// Which server, who, and whether writes are allowed.
    package let status: Rect
    /// The panes by number.
    package let tabs: Rect
    /// The way to what is shown; empty on low screens.
    package let breadcrumbs: Rect
    /// The pane between its lines.
    package let body: Rect
    /// The prompt, or the newest message.
    package let message: Rect
    package let hints: Rect

    package init(_ size: Size) {
        screen = Rect(size: size)
        let (status, belowStatus) = screen.splitTop(1)
        let (tabs, belowTabs) = belowStatus.splitTop(1)
        let (breadcrumbs, belowBreadcrumbs) = belowTabs.splitTop(size.height >= 30 ? 1 : 0)
        let (aboveHints, hints) = belowBreadcrumbs.splitBottom(1)
        let (body, message) = aboveHints.splitBottom(1)
        (self.status, self.tabs, self.breadcrumbs, self.body, self.message, self.hints) =
            (status, tabs, breadcrumbs, body, message, hints)
    }

    package var isTooSmall: Bool {
        screen.width < Self.smallest.width || screen.height < Self.smallest.height
    }

    /// What is between the lines of the pane.
    package var content: Rect { body.inset(top: 1, bottom: 1) }

    /// Rows of a list in sight: the content without the headings.
    package var listRows: Int { max(content.height - 1, 1) }

    /// Lines of a text in sight.
    package var textRows: Int { max(content.height, 1) }

    /// Cells that a list and a record beside it need.
    static let widthForTwo = 120

    /// Whether a record fits beside the list.
    var hasRoomForTwo: Bool { content.width >= Self.widthForTwo }

    /// The largest dialog.
    package var dialog: Rect { body.centred(Size(min(body.width - 4, 100), body.height)) }
}
