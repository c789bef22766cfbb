import Foundation
package import SisenseClient

/// Plan files on the disk, by paths as people type them.
package enum PlanFileAccess {
    /// - Throws: `PlanFileError` with the path and the place in the file.
    package static func read(_ path: String) throws(PlanFileError) -> StoredPlan {
        guard let plan = try existing(path) else { throw PlanFileError(path, "no file with this name") }
        return plan
    }

    /// Nil where there is no such file.
    package static func existing(_ path: String) throws(PlanFileError) -> StoredPlan? {
        guard let content = try read(contentOf: path) else { return nil }
        return try StoredPlan(content, approval: try read(contentOf: PlanApproval.path(of: path)), at: path)
    }

    private static func read(contentOf path: String) throws(PlanFileError) -> Data? {
        do throws(LocalFile.Problem) {
            return try LocalFile.read(path)
        } catch {
            if error == .isMissing { return nil }
            throw PlanFileError(path, error.text)
        }
    }
}
