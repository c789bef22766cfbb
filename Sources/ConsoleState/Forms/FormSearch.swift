/// Finds what the text of a field may become among the records of a list, where they are too many to be options.
package struct FormSearch: Sendable {
    /// The list that is searched. It is loaded when the form opens.
    let pane: PaneID
    /// True when the text becomes the id of what is found; else its title.
    let takesID: Bool
    /// The likeliest first, and no more than are shown. Runs beside the store, since there may be 100,000 records; may
    /// end early when its task is cancelled.
    let find: @concurrent @Sendable (RowTable, String) async -> [FormOption]

    /// The search for the id of a record: the first records whose cells hold what is typed, or whose ids begin with it,
    /// named by their first cell.
    static func records(of pane: PaneID) -> FormSearch {
        FormSearch(pane: pane, takesID: true) { table, text in
            var run = FilterRun(ListFilter(text, columns: []))
            var found: [FormOption] = []
            for (index, ref) in table.order.enumerated() {
                if index % 1024 == 0, Task.isCancelled { return [] }
                let id = table.id(ref).description
                guard run.passes(table.pages[ref.page], row: ref.row) || !text.isEmpty && id.hasPrefix(text) else {
                    continue
                }
                found.append(FormOption(id, table.cell(ref, 0)))
                if found.count == FormField.suggestionCount { break }
            }
            return found
        }
    }
}

/// One of the values a field may have.
package struct FormOption: Sendable, Equatable, Identifiable {
    package let id: String
    /// The text that a person reads and types.
    package let title: String
    /// The text that distinguishes it from others of a similar title; empty when nothing has to.
    package let detail: String

    package init(_ id: String, _ title: String, detail: String = "") {
        self.id = id
        self.title = title
        self.detail = detail
    }

    /// The same options, in which those of one title have titles of their own: nobody can mean the one and choose the
    /// other.
    static func distinct(_ options: [FormOption]) -> [FormOption] {
        var counts: [[UInt8]: Int] = [:]
        for option in options { counts[FoldedText.bytes(option.title), default: 0] += 1 }
        return options.map { option in
            guard counts[FoldedText.bytes(option.title), default: 0] > 1, option.title != option.id else {
                return option
            }
            return FormOption(option.id, "\(option.title) (id \(option.id))", detail: option.detail)
        }
    }
}

/// The query of a search in a form: the text as it is now in a line of a field.
package struct FormQuery: Sendable, Equatable {
    let field: String
    let line: Int
    let text: String
}
