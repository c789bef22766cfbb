/// The choice of one thing or several from a list that is narrowed by typing.
package struct PickerState: Sendable {
    /// The place that the choice belongs to.
    package enum Target: Sendable {
        /// A field of the form that is open, by its id.
        case field(String)
        /// The order of the rows of a list.
        case sort(PaneID)
        /// The columns of a list, with the arrangement to go back to.
        case columns(PaneID, before: ColumnArrangement?)
        /// The filter that is typed in a list.
        case filter(PaneID)
        /// The theme. The one under the cursor is tried on the screen.
        case theme
        /// The server to work on. It can be chosen before one is logged in.
        case server
        /// Whatever follows from the choice.
        case run(@Sendable (FormOption) -> [ConsoleAction])
    }

    package let title: String
    package let target: Target
    package let allowsMany: Bool
    package internal(set) var filter = TextInput()
    package internal(set) var scroll = Scroll()
    var rows: PickerRows
    /// Those that are chosen, in the order in which they were.
    package internal(set) var chosen: [FormOption]
    private var chosenIDs: Set<String>
    /// Those that some had and none shall have.
    package internal(set) var cleared: Set<String> = []
    /// What was pasted and names nothing that can be chosen.
    package internal(set) var missing: [String] = []
    /// The reason why the last Enter chose nothing.
    package internal(set) var refusal: String?
    /// True while what is typed has led to no mark: then Enter is about the line under the cursor.
    var isSeeking = false

    package init(
        _ title: String, _ source: PickerSource, for target: Target, chosen: [FormOption] = [],
        cleared: Set<String> = [], allowsMany: Bool = false
    ) {
        (self.title, self.target, self.allowsMany) = (title, target, allowsMany)
        (self.chosen, self.cleared, rows) = (chosen, cleared, PickerRows(source))
        chosenIDs = Set(chosen.map(\.id))
    }

    package var count: Int { rows.count }
    /// The number of things among those listed, the text as it is typed left out.
    package var found: Int { rows.found }
    package var total: Int { rows.total }

    /// The thing at an index among those listed; nil outside.
    package func option(at index: Int) -> FormOption? { rows.option(at: index) }

    /// The first things there are, whatever is typed: what widths are measured on.
    package func first(_ count: Int) -> [FormOption] { rows.first(count) }

    /// The thing under the cursor; nil when none is listed.
    package var current: FormOption? { rows.option(at: scroll.cursor) }

    /// The list whose records it offers; nil when all is at hand.
    package var pane: PaneID? { rows.source.records?.pane }

    package func isChosen(_ option: FormOption) -> Bool { chosenIDs.contains(option.id) }

    /// True for what some have, as long as nobody has changed that.
    package func isPartial(_ option: FormOption) -> Bool {
        option.isPartial && !isChosen(option) && !cleared.contains(option.id)
    }

    mutating func choose(_ option: FormOption) {
        cleared.remove(option.id)
        if chosenIDs.insert(option.id).inserted { chosen.append(option) }
    }

    /// Marks it or takes its mark away; what some have goes from these to all, to none, and back.
    mutating func toggle(_ option: FormOption) {
        if chosenIDs.remove(option.id) != nil {
            chosen.removeAll { $0.id == option.id }
            if option.isPartial { cleared.insert(option.id) }
        } else if cleared.remove(option.id) == nil {
            choose(option)
        }
    }
}

/// The actions on the picker that is open.
package enum PickerAction: Sendable {
    case opened(PickerState)
    case edited(TextEdit)
    /// Lines pasted: all they name is chosen where several can be.
    case pasted([String])
    case moved(Movement, page: Int)
    /// Puts the cursor on a line.
    case placed(Int)
    /// Marks the line under the cursor, or takes its mark away.
    case toggled
    /// Moves the line under the cursor up (-1) or down (1), where the order is a choice.
    case shifted(Int)
    /// Goes back to the choice and the order as they are without any.
    case reset
    case accepted
    case closed
    /// Rows have come to a list that may be offered.
    case rowsRead(PaneID)
    /// The things at hand are these now.
    case itemsRead([FormOption])
}
