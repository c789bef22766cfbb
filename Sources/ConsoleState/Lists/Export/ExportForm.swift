import SisenseClient

/// Asks which rows of a list go to which file.
enum ExportForm {
    /// The form about the rows of a list as it is now.
    static func open(_ state: ListState, feature: ListFeature) -> FormState {
        let fields: [FormField] = [
            .choice("rows", "Rows", rows(of: state), chosen: state.marks.isEmpty ? "shown" : "marked"),
            .choice(
                "format", "Format", ExportFormat.allCases.map { FormOption($0.rawValue, $0.title) },
                help: "Whole records are read again, one by one"),
            .text(
                "file", "File", "~/\(feature.noun.replacing(" ", with: "-"))", isRequired: true,
                help: "On this machine, mode 0600; the ending is added"),
            .toggle("replace", "Overwrite", false, help: "An existing file is replaced"),
        ]
        return FormState("Export \(feature.noun)", fields) { _, values throws(APIError) in
            let export = ListExport(
                rows: ListExport.Rows(rawValue: values.text("rows")) ?? .shown,
                format: ExportFormat(rawValue: values.text("format")) ?? .csv, path: values.text("file"),
                isReplacing: values.flag("replace"))
            do throws(LocalFile.Problem) {
                try LocalFile.check(export.path, isReplacing: export.isReplacing)
            } catch {
                return .form(.refused(field: "file", error.text))
            }
            return .list(feature.pane, .exportStarted(export))
        }
    }

    private static func rows(of state: ListState) -> [FormOption] {
        let table = state.table
        let rest = state.isLoading ? " so far" : ""
        return [
            table.filter.isEmpty ? nil : FormOption("shown", "shown: \(table.count)"),
            state.marks.isEmpty ? nil : FormOption("marked", "marked: \(state.marks.count)"),
            FormOption("all", "all\(rest): \(table.total)"),
        ].compactMap(\.self)
    }
}
