import SisenseClient

/// Asks what each column of an import means, and what becomes of its lines beside that. What comes of the answers shows
/// as they are given: the names that are not known, the lines that make no user, the seats that are missing.
enum ImportColumnsForm {
    private static let (role, groups, existing) = ("role", "groups", "existing")

    static func make(_ source: ImportSource, _ accounts: ImportAccounts) -> FormState {
        let table = source.table
        let columns = ImportColumn.allCases.map { FormOption($0.rawValue, $0.rawValue) }
        var fields = table.columns.enumerated().map { index, column in
            FormField.choice(id(of: index), label(of: index, table), columns, chosen: column.rawValue)
        }
        let roles = accounts.roles.map { FormOption($0.id, $0.title) }
        let usual = source.options.role ?? accounts.roles.first { $0.name == Role.viewer }?.id
        let joined = accounts.groups.filter { !$0.isSystem }.map { FormOption($0.id, $0.label) }
        let existingOptions = ImportOptions.Existing.allCases.map { FormOption($0.rawValue, $0.title) }
        fields += [
            .pick(
                role, "Without a role", PickerSource(roles), chosen: roles.filter { $0.id == usual }, isRequired: true
            ).below("All lines"),
            .pick(
                groups, "Also into groups", PickerSource(joined),
                chosen: joined.filter { source.options.groups.contains($0.id) }, allowsMany: true, placeholder: "none"),
            .choice(existing, "Users that exist", existingOptions, chosen: source.options.existing.rawValue),
        ]
        var form = FormState(
            source.form, fields,
            note: { values in notes(on: wanted(values, source), accounts) }
        ) { _, values in
            let wanted = wanted(values, source)
            if let problem = twice(in: wanted.table.columns) { return .form(problem) }
            return .listOpened(.importing(wanted))
        }
        form.notes = notes(on: source, accounts)
        return form
    }

    private static func id(of column: Int) -> String { String(column) }

    private static func label(of index: Int, _ table: ImportTable) -> String {
        let heading = table.heading.flatMap { $0.indices.contains(index) ? $0[index] : nil } ?? ""
        return heading.isEmpty ? "Column \(index + 1)" : heading
    }

    /// The records as the values of the form would have them.
    private static func wanted(_ values: FormValues, _ source: ImportSource) -> ImportSource {
        let columns = source.table.columns.indices.map { index in
            ImportColumn(rawValue: values.text(id(of: index))) ?? .leftOut
        }
        let options = ImportOptions(
            existing: ImportOptions.Existing(rawValue: values.text(existing)) ?? .leaveOut, role: values.text(role),
            groups: values.lines(groups))
        return source.with(columns, options)
    }

    /// The refusal of two columns with one meaning, other than groups.
    private static func twice(in columns: [ImportColumn]) -> FormAction? {
        let counts = Tally(columns)
        let many = counts.values.first { $0 != .groups && $0 != .leftOut && counts[$0] > 1 }
        guard let many, let last = columns.lastIndex(of: many) else { return nil }
        return .refused(field: id(of: last), "Another column is the \(many.rawValue) too")
    }

    // MARK: What comes of it

    private static func notes(on source: ImportSource, _ accounts: ImportAccounts) -> [String: FormNote] {
        let table = source.table
        var notes: [String: FormNote] = [:]
        let reader = UserRecordReader(accounts, source.options)
        for (index, column) in table.columns.enumerated() {
            let cells = table.records.lazy.compactMap { record in
                record.cells.indices.contains(index) && !record.cells[index].isEmpty
                    ? CSVText.withoutGuard(record.cells[index]) : nil
            }
            notes[id(of: index)] = note(on: Tally(cells), as: column, reader)
        }
        let totals = UserImport(source, accounts).totals
        let seats = totals.seatTexts.map { ($0.isEnough ? "" : "✗ ") + $0.text }
        notes[existing] = FormNote(isGood: totals.areSeatsEnough, ([totals.text] + seats).joined(separator: ". "))
        return notes
    }

    /// An example of a column, and the names in it that mean nothing.
    private static func note(on cells: Tally<String>, as column: ImportColumn, _ reader: UserRecordReader) -> FormNote {
        guard let example = cells.values.first else { return FormNote(isGood: true, "empty in every line") }
        func unknown(_ problem: (String) -> String?) -> FormNote {
            let problems = cells.values.compactMap(problem)
            guard let first = problems.first else {
                return FormNote(isGood: true, "\(example)   \(counted(cells.values.count, "name")), all known")
            }
            let count = "\(problems.count) of \(counted(cells.values.count, "name")) not known"
            return FormNote(isGood: false, "\(example)   \(count): \(first)")
        }
        switch column {
        case .role: return unknown(reader.problem(withRole:))
        case .groups: return unknown(reader.problem(withGroups:))
        case .email, .userName, .firstName, .lastName, .fullName, .leftOut:
            return FormNote(isGood: true, example)
        }
    }
}
