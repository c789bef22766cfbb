import Foundation
import SisenseClient

/// Writes dashboards to files of this machine: all of them as one `.dash` file, or each as a picture or a document.
enum DashboardExportForm {
    private typealias Format = DashboardsService.Format

    @concurrent static func open(
        _ context: WorkContext, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let dashboards = try await context.dashboards(ids)
        let title = DashboardForms.named(dashboards)
        let formats = [
            FormOption(Format.dash.rawValue, ".dash file (can be imported)"),
            FormOption(Format.png.rawValue, "PNG"), FormOption(Format.pdf.rawValue, "PDF"),
        ]
        let papers = ["A4", "A3", "A5", "letter", "legal", "tabloid"].map { FormOption($0, $0) }
        let fields: [FormField] = [
            .text(
                "file", "File", "~/\(fileName(title))", isRequired: true,
                help: dashboards.count == 1
                    ? "On this machine" : "On this machine: a .dash file, or a folder for PNG and PDF"),
            .choice("format", "Format", formats),
            .choice("paper", "Paper", papers, help: "For PDF"),
            .choice(
                "orientation", "Orientation",
                [FormOption("portrait", "portrait"), FormOption("landscape", "landscape")],
                help: "For PDF"),
            .text("width", "Width", "1000", help: "For PNG, in pixels") {
                Int($0).map { (100...10_000).contains($0) } == true ? nil : "Enter a number from 100 to 10000"
            },
        ]
        return FormState("Export \(title)", fields) { context, values throws(APIError) in
            let format = Format(rawValue: values.text("format")) ?? .dash
            let path = values.text("file")
            do throws(LocalFile.Problem) {
                if format == .dash { return try await whole(dashboards, to: path, context) }
                let options = options(of: format, values)
                if dashboards.count == 1, let only = dashboards.first {
                    return try await one(only, as: format, options, to: path, context)
                }
                return try await each(dashboards, as: format, options, into: path, context)
            } catch {
                return .form(.refused(field: "file", error.text))
            }
        }
    }

    private static func options(of format: Format, _ values: FormValues) -> [QueryItem] {
        switch format {
        case .dash: []
        case .png: [QueryItem("width", values.text("width").isEmpty ? "1000" : values.text("width"))]
        case .pdf:
            [
                QueryItem("paperFormat", values.text("paper")),
                QueryItem("paperOrientation", values.text("orientation")), QueryItem("layout", "asis"),
            ]
        }
    }

    private static func whole(
        _ dashboards: [Dashboard], to path: String, _ context: WorkContext
    ) async throws(LocalFile.Problem) -> ConsoleAction {
        let path = named(path, .dash)
        let response: Response
        do throws(APIError) {
            response = try await context.dashboards.export(dashboards.map(\.id))
            _ = try response.list()
        } catch {
            return .form(.submitFailed(error))
        }
        try LocalFile.write(response.body, to: path)
        return .form(.completed(Message(.ok, "\(DashboardForms.named(dashboards)) written to \(path)")))
    }

    private static func one(
        _ dashboard: Dashboard, as format: Format, _ options: [QueryItem], to path: String,
        _ context: WorkContext
    ) async throws(LocalFile.Problem) -> ConsoleAction {
        let path = named(path, format)
        let body: Data
        do throws(APIError) {
            body = try await context.dashboards.export(dashboard.id, as: format, options: options).body
        } catch {
            return .form(.submitFailed(error))
        }
        try LocalFile.write(body, to: path)
        return .form(.completed(Message(.ok, "\(dashboard.label) written to \(path)")))
    }

    /// One file after the other. What one of them lacks does not stop the others; all are reported at the end.
    private static func each(
        _ dashboards: [Dashboard], as format: Format, _ options: [QueryItem], into folder: String,
        _ context: WorkContext
    ) async throws(LocalFile.Problem) -> ConsoleAction {
        try LocalFile.makeFolder(folder)
        var failures: [String] = []
        var taken: Set<String> = []
        for (index, dashboard) in dashboards.enumerated() where !Task.isCancelled {
            await context.report("\(index + 1) of \(dashboards.count): \(dashboard.label)")
            var name = fileName(dashboard.label)
            // Titles come twice; files must not.
            if !taken.insert(name).inserted { name += " \(dashboard.id)" }
            do {
                let body = try await context.dashboards.export(dashboard.id, as: format, options: options).body
                try LocalFile.write(body, to: "\(folder)/\(name).\(format.rawValue)")
            } catch let problem as LocalFile.Problem {
                failures.append("\(dashboard.label): \(problem.text)")
            } catch let error as APIError {
                failures.append("\(dashboard.label): \(error.message)")
            } catch {
                failures.append("\(dashboard.label): \(error)")
            }
        }
        let written = "\(dashboards.count - failures.count) of \(dashboards.count) written to \(folder)"
        guard let first = failures.first else { return .form(.completed(Message(.ok, written))) }
        return .form(.completed(Message(.error, "\(written). \(first)")))
    }

    private static func named(_ path: String, _ format: Format) -> String {
        path.lowercased().hasSuffix(".\(format.rawValue)") ? path : "\(path).\(format.rawValue)"
    }

    /// A title as the name of a file: without what separates folders, hides a file, or acts on a terminal that lists
    /// it; and short enough for an id and an ending behind it.
    static func fileName(_ title: String) -> String {
        var name = ""
        for scalar in title.unicodeScalars {
            let next = String(isPlain(scalar) ? scalar : "_")
            // Names are at most 255 bytes long (limits.h, NAME_MAX).
            guard name.utf8.count + next.utf8.count <= 200 else { break }
            name += next
        }
        return name
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
            true
        default: scalar == " " || scalar == "-"
        }
    }
}
