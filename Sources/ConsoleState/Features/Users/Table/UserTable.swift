import SisenseClient

/// Users as a text that a person edits: a line for each between bars, known by the address, with comments above.
struct UserTable: Sendable {
    enum Column: String, Sendable, CaseIterable {
        case email
        case firstName = "first name"
        case lastName = "last name"
        case role, groups, active
    }

    /// A user with what the lines say otherwise; nil for what stays.
    struct Edit: Sendable {
        let user: User
        var firstName: String?
        var lastName: String?
        var role: Role?
        /// The ids of all groups it is to be a member of.
        var groups: [String]?
        var isActive: Bool?

        var isNothing: Bool {
            firstName == nil && lastName == nil && role == nil && groups == nil && isActive == nil
        }
    }

    /// The reason why a line cannot be used, for a person.
    struct Problem: Error, Sendable, Equatable {
        /// The line of the text, from 1 on.
        let line: Int
        let text: String
    }

    /// The outcome of reading the text: all edits, or all that is wrong.
    enum Reading: Sendable {
        case edits([Edit])
        case problems([Problem])
    }

    private let users: [User]
    private let roles: NameIndex<Role>
    private let groups: NameIndex<Group>
    /// The roles that can be written, for who wrote another one.
    private let roleTitles: [String]
    /// The cells of each user, in the order of all columns.
    private let cells: [[String]]

    init(_ users: [User], roles: [Role], groups: [Group]) {
        (self.users, self.roles, self.groups) = (users, NameIndex(roles), NameIndex(groups))
        roleTitles = roles.map(\.title)
        let emails = Tally(users.map(\.email))
        let (roleIndex, groupIndex) = (NameIndex(roles), NameIndex(groups))
        cells = users.map { user in
            let isKnown = !user.email.isEmpty && emails[user.email] == 1
            return [isKnown ? user.email : user.id].map(\.visible.trimmingSpaces)
                + Self.facts(of: user, roleIndex, groupIndex)
        }
    }

    /// The cells of a user behind the first, which says who it is.
    private static func facts(of user: User, _ roles: NameIndex<Role>, _ groups: NameIndex<Group>) -> [String] {
        let role = user.roleID ?? ""
        return [
            user.firstName, user.lastName, roles[role].only?.title ?? role, joined(user.groups, groups),
            user.isActive ? "yes" : "no",
        ].map(\.visible.trimmingSpaces)
    }

    private static func joined(_ references: [Reference], _ groups: NameIndex<Group>) -> String {
        references.map { token($0, groups) }.joined(separator: "; ")
    }

    /// The name of a group; its id where the name means several, or would be taken for several.
    private static func token(_ reference: Reference, _ groups: NameIndex<Group>) -> String {
        guard let name = groups[reference.id].only?.label, groups[name].only != nil, !name.contains(";"),
            name.visible.trimmingSpaces == name
        else { return reference.id }
        return name
    }

    // MARK: Writing

    /// The text to edit.
    /// - Parameters:
    ///   - selection: The users, as in `12 marked users`.
    ///   - edits: Those that stand in the lines already, as they were left; not in the line of a user who was changed
    ///     since.
    func text(of selection: String, server: String, as edits: [Edit] = []) -> String {
        var (cells, kept, lost): ([[String]], Int, [String]) = (cells, 0, [])
        for edit in edits {
            guard let index = users.firstIndex(where: { $0.id == edit.user.id }) else { continue }
            if Self.facts(of: edit.user, roles, groups) == Array(cells[index].dropFirst()) {
                cells[index] = self.cells(at: index, as: edit)
                kept += 1
            } else {
                lost.append(cells[index][0])
            }
        }
        let left = [
            kept == 0 ? nil : "# As you left it: \(counted(kept, "line")) with changes that were not sent.",
            lost.isEmpty ? nil : "# As they are now, because they were changed since you left: \(Excerpt.of(lost)).",
        ].compactMap(\.self)
        let notes =
            left + [
                "# \(selection) on \(server.visible). Change cells, save and leave: the changes are shown before they are sent.",
                "# The first column says who it is and stays. Groups are separated by ; and active is yes or no.",
                "# A line that is deleted changes nothing. Save without a change to leave all as it is.",
            ]
        let titles = Column.allCases.map(\.rawValue)
        let table = [titles] + cells.map { row in row.map(Self.quoted) }
        let widths = titles.indices.map { column in table.map { Self.width($0[column]) }.max() ?? 0 }
        let lines = table.map { row in
            row.indices.map { column in
                let room = column == row.count - 1 ? 0 : widths[column] - Self.width(row[column])
                return row[column] + String(repeating: " ", count: room)
            }.joined(separator: " | ")
        }
        return (notes + lines).joined(separator: "\n") + "\n"
    }

    /// The cells of a line with an edit.
    private func cells(at index: Int, as edit: Edit) -> [String] {
        var row = cells[index]
        func set(_ column: Column, _ text: String?) {
            guard let text, let index = Column.allCases.firstIndex(of: column) else { return }
            row[index] = text.visible.trimmingSpaces
        }
        set(.firstName, edit.firstName)
        set(.lastName, edit.lastName)
        set(.role, edit.role.map { roles[$0.title].only == nil ? $0.id : $0.title })
        set(.groups, edit.groups.map { ids in Self.joined(ids.map { Reference(id: $0) }, groups) })
        set(.active, edit.isActive.map { $0 ? "yes" : "no" })
        return row
    }

    /// The sign of a comment.
    private static let comment: Character = "#"
    /// The beginning of a comment about a line that cannot be used.
    private static let mark = "#! "

    /// The text with a comment above each line that cannot be used.
    func marked(_ text: String, _ problems: [Problem]) -> String {
        let reasons = Dictionary(grouping: problems, by: \.line)
        var lines = [
            "\(Self.mark)Nothing is planned yet: \(counted(problems.count, "problem")), each above its line. "
                + "Save without a change to give up."
        ]
        for (index, line) in Self.lines(text).enumerated() {
            for problem in reasons[index + 1] ?? [] { lines.append(Self.mark + problem.text.visible) }
            if !line.hasPrefix(Self.mark) { lines.append(line) }
        }
        return lines.joined(separator: "\n")
    }

    /// Cells that a text takes: nearly always the true number.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) }
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.contains(where: { "|\"".contains($0) }) || cell.first == comment else { return cell }
        return "\"\(cell.replacing("\"", with: "\"\""))\""
    }

    private static func lines(_ text: String) -> [String] {
        text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    // MARK: Reading

    /// What the text says otherwise than the users are.
    func read(_ text: String) -> Reading {
        let lines = Self.lines(text).map { $0.first == Self.comment ? "" : $0 }
        let records = DelimitedText(lines.joined(separator: "\n"), separator: .bar).records
        guard let heading = records.first else { return .edits([]) }
        var (columns, problems): ([Column], [Problem]) = ([], [])
        for title in heading.cells {
            guard let column = Column(rawValue: title.lowercased()), !columns.contains(column) else {
                let all = Column.allCases.map(\.rawValue).joined(separator: ", ")
                problems.append(Problem(line: heading.line, text: "No column \"\(title)\" is known, once each: \(all)"))
                continue
            }
            columns.append(column)
        }
        guard problems.isEmpty, let who = columns.firstIndex(of: .email) else {
            let lacking = Problem(line: heading.line, text: "The line of headings with the column email is missing")
            return .problems(problems.isEmpty ? [lacking] : problems)
        }
        let rows = Dictionary(
            cells.enumerated().map { ($0.element[0].lowercased(), $0.offset) }, uniquingKeysWith: { first, _ in first })
        var (edits, seen): ([Edit], [Int: Int]) = ([], [:])
        for record in records.dropFirst() {
            do throws(Problem) {
                guard !record.isTorn, record.cells.count == columns.count else {
                    let count = "\(counted(record.cells.count, "cell")) under \(counted(columns.count, "heading"))"
                    throw Problem(line: record.line, text: record.isTorn ? "A quote is opened and not closed" : count)
                }
                let name = record.cells[who]
                guard let index = rows[name.lowercased()] else {
                    throw Problem(
                        line: record.line, text: "No user here is \"\(name)\": the first column stays as it is")
                }
                if let first = seen.updateValue(record.line, forKey: index) {
                    throw Problem(line: record.line, text: "The same user as in line \(first)")
                }
                let edit = try edit(index, record, columns)
                if !edit.isNothing { edits.append(edit) }
            } catch {
                problems.append(error)
            }
        }
        return problems.isEmpty ? .edits(edits) : .problems(problems)
    }

    /// A cell that stands there as it was written changes nothing, whatever it hides of what the server has.
    private func edit(_ index: Int, _ record: DelimitedText.Record, _ columns: [Column]) throws(Problem) -> Edit {
        var edit = Edit(user: users[index])
        for (column, cell) in zip(columns, record.cells) {
            guard let position = Column.allCases.firstIndex(of: column), cells[index][position] != cell else {
                continue
            }
            switch column {
            case .email: break
            case .firstName: edit.firstName = cell
            case .lastName: edit.lastName = cell
            case .role: edit.role = try role(cell, record.line)
            case .groups: edit.groups = try groups(cell, of: index, record.line)
            case .active: edit.isActive = try isActive(cell, record.line)
            }
        }
        if edit.role?.id == users[index].roleID { edit.role = nil }
        if let groups = edit.groups, Set(groups) == Set(users[index].groups.map(\.id)) { edit.groups = nil }
        if edit.isActive == users[index].isActive { edit.isActive = nil }
        return edit
    }

    private func role(_ cell: String, _ line: Int) throws(Problem) -> Role {
        let match = roles[cell]
        if case .one(let role) = match { return role }
        let all = roleTitles.joined(separator: ", ")
        throw Problem(line: line, text: "\(match.problem("role", named: cell) ?? ""). Roles: \(all)")
    }

    private func groups(_ cell: String, of index: Int, _ line: Int) throws(Problem) -> [String] {
        let own = users[index].groups
        var ids: [String] = []
        for part in cell.split(separator: ";") {
            let name = String(part).trimmingSpaces
            if name.isEmpty { continue }
            // Also one that nobody knows any more.
            if let kept = own.first(where: { Self.token($0, groups).visible == name }) {
                ids.append(kept.id)
                continue
            }
            guard case .one(let group) = groups[name] else {
                throw Problem(line: line, text: groups[name].problem("group", named: name) ?? "")
            }
            guard !group.isSystem else {
                throw Problem(line: line, text: "The server itself says who is in \(group.label)")
            }
            ids.append(group.id)
        }
        return ids
    }

    private func isActive(_ cell: String, _ line: Int) throws(Problem) -> Bool {
        switch cell.lowercased() {
        case "yes", "true", "1": true
        case "no", "false", "0": false
        default: throw Problem(line: line, text: "Active is yes or no, not \"\(cell)\"")
        }
    }
}

extension String {
    /// The same text with what acts on a terminal, or cannot be seen, written out.
    fileprivate var visible: String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .format, .surrogate, .privateUse, .unassigned:
                text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
