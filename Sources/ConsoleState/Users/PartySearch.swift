/// Finds users by what one types of their names and addresses, among all that are loaded.
enum PartySearch {
    /// As many as a form offers.
    private static let limit = 4
    private static let name = UserRow.columns.firstIndex { $0.id == "name" } ?? 0
    private static let email = UserRow.columns.firstIndex { $0.id == "email" } ?? 0
    private static let user = UserRow.columns.firstIndex { $0.id == "user" } ?? 0

    /// The users of whom a name or address begins with `text`, then those that only hold it. Each option is what
    /// `UsersService.find` knows them by.
    @concurrent static func users(_ environment: ConsoleEnvironment, _ text: String) async -> [FormOption] {
        options(FoldedText.bytes(text), in: environment.people)
    }

    static func options(_ needle: [UInt8], in pages: [RowPage]) -> [FormOption] {
        guard !needle.isEmpty else { return [] }
        var (first, others): ([FormOption], [FormOption]) = ([], [])
        for page in pages {
            if Task.isCancelled { return [] }
            for row in 0..<page.count {
                switch fit(needle, page, row) {
                case .none: continue
                case .beginning: first.append(option(page, row))
                case .inside where others.count < limit: others.append(option(page, row))
                case .inside: continue
                }
                if first.count == limit { return first }
            }
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
