import Foundation
import SisenseClient

/// Adds the changes of a plan file to the plans of this session, where they are looked through and sent like all others.
/// The audit log keeps who made the file, and who sent it.
enum PlanFileOpening {
    static var form: FormState {
        let fields: [FormField] = [
            .text("file", "File", "", isRequired: true, help: "Made by sisense-console plan, or written from this list")
        ]
        return FormState("Open a plan file", fields) { context, values throws(APIError) in
            let path = values.text("file")
            do {
                let what = counted(try await open(path, context), "plan")
                return .write(.planFileOpened(Message(.ok, "\(what) of \(path) added; nothing was sent")))
            } catch {
                return .form(.refused(field: "file", "\(error)"))
            }
        }
    }

    /// - Returns: The number of plans that were added. Those that were sent before, or are here already, are left out.
    private static func open(_ path: String, _ context: WorkContext) async throws -> Int {
        let dependencies = context.dependencies
        let stored = try PlanFileAccess.read(path)
        try PlanFileUse.check(
            stored.file, isFor: context.client.server, nextStep: "Open that server to send it there.")
        let use = try PlanFileUse(
            stored, Set(PlanPart.allCases), rules: dependencies.planFileRules, audit: dependencies.audit,
            at: dependencies.now(), environment: ProcessInfo.processInfo.environment)
        let sent = dependencies.audit?.changes(of: stored.file) ?? []
        let plans = try await use.plans(on: context.client) { _ in false }
            .filter { !sent.contains(where: $0.isRecorded) }
        guard !plans.isEmpty else { throw Refusal(description: "All of it was sent before") }
        let waiting = Set(dependencies.plans.all.map(\.plan.id))
        let left = plans.filter { !waiting.contains($0.id) }
        guard !left.isEmpty else { throw Refusal(description: "Its plans are in this list already") }
        for plan in RequestPlan.linked(left) { dependencies.plans.add(plan) }
        return left.count
    }

    /// The reason why there is nothing to open.
    private struct Refusal: Error, CustomStringConvertible {
        let description: String
    }
}
