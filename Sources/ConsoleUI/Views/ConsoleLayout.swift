package import ConsoleState
package import TerminalKit

/// The position of each part of the console on a screen of a given size. Drawing and keys share it: how far a page
/// moves depends on how many rows are in sight.
package struct ConsoleLayout: Sendable, Equatable {
    /// The smallest size; below it a one-line notice replaces everything.
    package static let smallest = Size(60, 15)

    /// The size below which the row of tabs goes, and the titles of the columns give their line to a row.
    private static let roomy = Size(76, 20)

    package let screen: Rect
    /// The server, the user, and whether writes are allowed.
    package let status: Rect
    /// The panes by number; empty on small screens, where the title says the number.
    package let tabs: Rect
    /// The settings that are pending confirmation; empty while there are none.
    package let notice: Rect
    /// The line with the title, and the pane below it.
    package private(set) var body: Rect
    /// The prompt, messages, or what is cut of the row under the cursor.
    package let message: Rect
    package let hints: Rect
    /// The part that dialogs may take: the pane, and of low screens all but messages and hints. What reverts, here or
    /// on another server, is never covered.
    package let dialogs: Rect
    /// True on low screens, where dialogs take all of that.
    package let isLow: Bool
    /// Lines of a list that the titles of its columns take.
    package let headingRows: Int

    /// - Parameters:
    ///   - messageRows: Lines of what is said below the pane. There is always one, but for low screens.
    ///   - hasNotice: True while settings are pending confirmation.
    ///   - keepsStatus: True while they are on another server, which the line of the server says.
    package init(_ size: Size, messageRows: Int = 0, hasNotice: Bool = false, keepsStatus: Bool = false) {
        let isLow = size.height < Self.roomy.height
        self.isLow = isLow
        headingRows = isLow ? 0 : 1
        screen = Rect(size: size)
        let (status, belowStatus) = screen.splitTop(1)
        let (tabs, belowTabs) = belowStatus.splitTop(isLow || size.width < Self.roomy.width ? 0 : 1)
        let (notice, belowNotice) = belowTabs.splitTop(hasNotice ? 1 : 0)
        let (aboveHints, hints) = belowNotice.splitBottom(1)
        let (body, message) = aboveHints.splitBottom(max(messageRows, isLow ? 0 : 1))
        (self.status, self.tabs, self.notice) = (status, tabs, notice)
        (self.body, self.message, self.hints) = (body, message, hints)
        let top = hasNotice ? notice.endY : keepsStatus ? status.endY : 0
        dialogs = isLow ? Rect(0, top, size.width, body.endY - top) : body
    }

    /// The layout of a screen that shows a state.
    package init(_ size: Size, showing state: ConsoleState) {
        self.init(size, showing: state, and: MessageArea(state, width: size.width))
    }

    /// - Parameter message: What is said below the pane.
    init(_ size: Size, showing state: ConsoleState, and message: MessageArea) {
        self.init(
            size, messageRows: message.rows, hasNotice: state.autoRevert != nil,
            keepsStatus: state.servers.activities.contains(where: \.isUrgent))
    }

    package var isTooSmall: Bool {
        screen.width < Self.smallest.width || screen.height < Self.smallest.height
    }

    /// The same with less room for the pane.
    func inset(left: Int) -> ConsoleLayout {
        var layout = self
        layout.body = body.inset(left: left)
        return layout
    }

    /// The area below the line with the title.
    package var content: Rect { body.inset(top: 1) }

    /// Rows of a list in sight: the content without the titles of the columns.
    package var listRows: Int { max(content.height - headingRows, 1) }

    /// Lines of a text in sight.
    package var textRows: Int { max(content.height, 1) }

    /// Cells that a list and a record beside it need.
    static let widthForTwo = 120

    /// Cells that a list and what follows from it need.
    static let widthForSide = 100

    /// True when a record fits beside the list.
    var hasRoomForTwo: Bool { content.width >= Self.widthForTwo }

    /// The largest dialog.
    package var dialog: Rect { dialogs.centred(Size(dialogWidth(100), dialogs.height)) }

    /// The width of a dialog that needs no more than this.
    package func dialogWidth(_ most: Int) -> Int { isLow ? dialogs.width : min(dialogs.width - 2, most) }

    /// The area of a dialog that needs no more than this.
    package func dialog(_ size: Size) -> Rect {
        isLow ? dialogs : dialogs.centred(Size(size.width, min(size.height, dialogs.height)))
    }
}
