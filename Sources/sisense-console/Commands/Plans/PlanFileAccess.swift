import ConsoleState
import Foundation
import SisenseClient

/// A plan file as it is on the disk.
struct StoredPlan {
    let file: PlanFile
    let content: Data

    /// The digest by which approvals and the audit log know it.
    var digest: String { PlanApproval.digest(of: content) }
}

extension PlanFile {
    /// The steps as they are looked at: those about one record put together, but for what may lock people out, which is
    /// sent by itself.
    var stagedPlans: [RequestPlan] {
        Self.staged(shownPlans, isRisky: false, by: nil) + Self.staged(shownPlans, isRisky: true, by: nil)
    }

    /// The plans of a file that are sent together, or those that may lock people out.
    /// - Parameter sender: The account that sends them; nil where they are only looked at.
    static func staged(_ plans: [RequestPlan], isRisky: Bool, by sender: PlanSender?) -> [RequestPlan] {
        let own = plans.filter { $0.mayLockOut(sender) == isRisky }
        return isRisky ? own : PlanComposition(own).plans
    }
}

/// Plan files on the disk.
enum PlanFileAccess {
    /// - Throws: `PlanFileError` with the path and the place in the file.
    static func read(_ path: String) throws(PlanFileError) -> StoredPlan {
        guard let plan = try stored(path) else { throw PlanFileError(path, "no file with this name") }
        return plan
    }

    /// Nil where there is no such file.
    static func existing(_ path: String) throws(PlanFileError) -> PlanFile? { try stored(path)?.file }

    private static func stored(_ path: String) throws(PlanFileError) -> StoredPlan? {
        try parsed(path, "plan file") { data throws(PlanFileError) in
            StoredPlan(file: try PlanFile(data), content: data)
        }
    }

    /// The approval that stands beside a plan file; nil where there is none.
    static func approval(of path: String) throws(PlanFileError) -> PlanApproval? {
        try parsed(PlanApproval.path(of: path), "approval") { data throws(PlanFileError) in try PlanApproval(data) }
    }

    /// What a file holds, or nil where there is none; errors name the file.
    private static func parsed<Content>(
        _ path: String, _ kind: String, _ parse: (Data) throws(PlanFileError) -> Content
    ) throws(PlanFileError) -> Content? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let data: Data
        do throws(LocalFile.Problem) {
            data = try LocalFile.read(path)
        } catch {
            throw PlanFileError(path, error.text)
        }
        do throws(PlanFileError) {
            return try parse(data)
        } catch {
            throw PlanFileError(path, "not a usable \(kind): \(error)")
        }
    }
}
