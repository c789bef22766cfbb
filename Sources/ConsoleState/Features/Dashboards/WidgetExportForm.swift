import SisenseClient

/// Writes widgets of a dashboard to pictures on this machine.
enum WidgetExportForm {
    @concurrent static func open(
        _ context: WorkContext, _ ids: [RecordID], of dashboard: RecordID
    ) async throws(APIError) -> FormState {
        let service = context.dashboards
        let widgets = try await context.each(ids) { id throws(APIError) in
            try await service.widget(id.description, of: dashboard.description)
        }
        let title = widgets.count == 1 ? name(of: widgets[0]) : counted(widgets.count, "widget")
        let fields: [FormField] = [
            .text(
                "path", widgets.count == 1 ? "File" : "Folder", "~/\(DashboardExportForm.fileName(title))",
                isRequired: true, help: "On this machine"),
            .text("width", "Width", "1000", isRequired: true, help: "In pixels", check: pixels),
            .text("height", "Height", "600", isRequired: true, help: "In pixels", check: pixels),
        ]
        return FormState("Export \(title) as PNG", fields) { context, values throws(APIError) in
            let path = values.text("path")
            do throws(LocalFile.Problem) {
                guard widgets.count == 1, let only = widgets.first else {
                    return try await write(widgets, of: dashboard, into: path, values, context)
                }
                let file = path.lowercased().hasSuffix(".png") ? path : "\(path).png"
                try await write(only, of: dashboard, to: file, values, context).get()
                return .form(.completed(Message(.ok, "\(title) written to \(file)")))
            } catch {
                return .form(.refused(field: "path", error.text))
            }
        }
    }

    private static func name(of widget: Widget) -> String { widget.title.isEmpty ? "untitled" : widget.title }

    @Sendable private static func pixels(_ text: String) -> String? {
        Int(text).map { (100...10_000).contains($0) } == true ? nil : "Enter a number from 100 to 10000"
    }

    /// One picture. What the server says against it is a problem of the file like any other.
    private static func write(
        _ widget: Widget, of dashboard: RecordID, to path: String, _ values: FormValues, _ context: WorkContext
    ) async -> Result<Void, LocalFile.Problem> {
        do {
            let picture = try await context.dashboards.exportWidget(
                widget.id, of: dashboard.description, width: values.text("width"), height: values.text("height"))
            try LocalFile.write(picture.body, to: path)
            return .success(())
        } catch let problem as LocalFile.Problem {
            return .failure(problem)
        } catch let error as APIError {
            return .failure(LocalFile.Problem(text: [error.message, error.nextStep].joined(separator: " ")))
        } catch {
            return .failure(LocalFile.Problem(text: "\(error)"))
        }
    }

    /// One picture after the other. What one of them lacks does not stop the others; all is reported at the end.
    private static func write(
        _ widgets: [Widget], of dashboard: RecordID, into folder: String, _ values: FormValues, _ context: WorkContext
    ) async throws(LocalFile.Problem) -> ConsoleAction {
        try LocalFile.makeFolder(folder)
        var (failures, taken): ([String], Set<String>) = ([], [])
        for (index, widget) in widgets.enumerated() where !Task.isCancelled {
            await context.report("\(index + 1) of \(widgets.count): \(name(of: widget))")
            var file = DashboardExportForm.fileName(name(of: widget))
            // Titles come twice; files must not.
            if !taken.insert(file).inserted { file += " \(widget.id)" }
            let result = await write(widget, of: dashboard, to: "\(folder)/\(file).png", values, context)
            if case .failure(let problem) = result { failures.append("\(name(of: widget)): \(problem.text)") }
        }
        let written = "\(widgets.count - failures.count) of \(widgets.count) written to \(folder)"
        guard let first = failures.first else { return .form(.completed(Message(.ok, written))) }
        return .form(.completed(Message(.error, "\(written). \(first)", detail: failures.joined(separator: "\n"))))
    }
}
