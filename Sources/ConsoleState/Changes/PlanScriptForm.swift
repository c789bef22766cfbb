import Foundation
import SisenseClient

/// Asks for the file that planned changes are written to as a shell script.
struct PlanScriptForm: Sendable {
    let plans: [RequestPlan]

    var state: FormState {
        let count = plans.count == 1 ? "1 plan" : "\(plans.count) plans"
        let help = "For sh and curl, without tokens and secrets"
        let fields: [FormField] = [.text("file", "File", "~/planned.sh", isRequired: true, help: help)]
        return FormState("Write \(count) as a script", fields) { context, values throws(APIError) in
            let script = PlanScript(plans, made: Timestamp(context.dependencies.now()))
            do throws(LocalFile.Problem) {
                try LocalFile.write(Data(script.text.utf8), to: values.text("file"))
            } catch {
                return .form(.refused(field: "file", error.text))
            }
            return .form(.completed(Message(.ok, "\(count) written to \(values.text("file")); sh runs it")))
        }
    }
}
