import Foundation
import SisenseClient

/// Dashboards as files: a `.dash` file holds one or several with their widgets.
enum DashboardFileForms {
    @concurrent static func export(
        _ environment: ConsoleEnvironment, _ ids: [RecordID]
    ) async throws(APIError) -> FormState {
        let first = try await DashboardsService(environment.client).get(ids.first?.description ?? "")
        let name = ids.count == 1 ? fileName(first.label) : "\(ids.count) dashboards.dash"
        let field = FormField.text("file", "File", "~/\(name)", isRequired: true, help: "On this machine")
        let title = ids.count == 1 ? first.label : "\(ids.count) dashboards"
        return FormState("Export \(title)", [field]) { environment, values throws(APIError) in
            let response = try await DashboardsService(environment.client).export(ids.map(\.description))
            let count = try response.list().count
            do throws(LocalFile.Problem) {
                try LocalFile.write(response.body, to: values.text("file"))
            } catch {
                return .form(.refused(field: "file", error.text))
            }
            let what = count == 1 ? title : "\(count) dashboards"
            return .form(.completed(Message(.ok, "\(what) written to \(values.text("file"))")))
        }
    }

    @concurrent static func `import`(
        _ environment: ConsoleEnvironment, _: [RecordID]
    ) async throws(APIError) -> FormState {
        let actions = [
            FormOption("skip", "skip it"), FormOption("duplicate", "add a copy"),
            FormOption("overwrite", "overwrite it"),
        ]
        let fields: [FormField] = [
            .text("file", "File", isRequired: true, help: "A .dash file on this machine"),
            .choice("action", "What exists already", actions),
        ]
        return FormState("Import dashboards", fields) { environment, values throws(APIError) in
            let file: JSONValue
            do {
                file = try JSONReader.read(try LocalFile.read(values.text("file")))
            } catch let problem as LocalFile.Problem {
                return .form(.refused(field: "file", problem.text))
            } catch {
                return .form(.refused(field: "file", "This is no .dash file: \(error)"))
            }
            guard let dashboards = file.array, !dashboards.isEmpty, dashboards.allSatisfy({ $0.object != nil }) else {
                return .form(.refused(field: "file", "This is no .dash file: a list of dashboards was expected"))
            }
            let plan = try DashboardsService(environment.client).planImport(file, action: values.text("action"))
            return .write(.planned(.success([plan]), .list(.dashboards, [])))
        }
    }

    /// A title as the name of a file: without what separates folders, and without what hides a file.
    private static func fileName(_ title: String) -> String {
        let name = String(title.map { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" ? $0 : "_" })
        return "\(name.prefix(80)).dash"
    }
}
