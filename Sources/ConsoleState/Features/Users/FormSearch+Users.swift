import SisenseClient

/// Finds users by what one types of their names and addresses.
extension FormSearch {
    private static let name = UserRow.layout.index(of: UserRow.name)
    private static let email = UserRow.layout.index(of: UserRow.email)
    private static let user = UserRow.layout.index(of: UserRow.userName)

    /// The users of whom a name or address begins with the text, then those that only hold it. Each option is what
    /// `UsersService.find` knows them by.
    static let users = FormSearch(pane: .users, takesID: false) { users(FoldedText.bytes($1), in: $0) }

    /// The same behind the groups whose names begin with the text.
    static func users(and groups: [Group]) -> FormSearch {
        FormSearch(pane: .users, takesID: false) { table, text in
            let typed = FoldedText.bytes(text)
            guard !typed.isEmpty else { return [] }
            let fitting = groups.lazy.filter { FoldedText.bytes($0.label).starts(with: typed) }
            return fitting.prefix(FormField.suggestionCount).map { FormOption($0.id, $0.label, detail: "group") }
                + users(typed, in: table)
        }
    }

    private static func users(_ needle: [UInt8], in table: RowTable) -> [FormOption] {
        guard !needle.isEmpty else { return [] }
        let limit = FormField.suggestionCount
        var (first, others): ([FormOption], [FormOption]) = ([], [])
        for (index, ref) in table.order.enumerated() {
            if index % 1024 == 0, Task.isCancelled { return [] }
            let page = table.pages[ref.page]
            switch fit(needle, page, ref.row) {
            case .none: continue
            case .beginning: first.append(option(page, ref.row))
            case .inside where others.count < limit: others.append(option(page, ref.row))
            case .inside: continue
            }
            if first.count == limit { return first }
        }
        return Array((first + others).prefix(limit))
    }

    private enum Fit {
        case none
        case inside
        case beginning
    }

    private static func fit(_ needle: [UInt8], _ page: RowPage, _ row: Int) -> Fit {
        var best = Fit.none
        for column in [name, email, user] {
            let fit = page.withFolded(row, column: column) { bytes in
                bytes.starts(with: needle) ? Fit.beginning : FilterTerm.occurs(needle, in: bytes) ? .inside : .none
            }
            if fit == .beginning { return .beginning }
            if fit == .inside { best = .inside }
        }
        return best
    }

    private static func option(_ page: RowPage, _ row: Int) -> FormOption {
        let (address, account) = (page.cell(row, email), page.cell(row, user))
        return FormOption(page.id(row).description, address.isEmpty ? account : address, detail: page.cell(row, name))
    }
}
