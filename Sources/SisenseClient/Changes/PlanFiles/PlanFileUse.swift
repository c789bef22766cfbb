package import Foundation

/// A plan file as it is on the disk.
package struct StoredPlan: Sendable {
    package let path: String
    package let content: Data
    package let file: PlanFile
    /// The content of the approval that stands beside it; nil where there is none.
    private let approvalContent: Data?

    /// - Throws: `PlanFileError` with the path and the place in the file.
    package init(_ content: Data, approval: Data?, at path: String) throws(PlanFileError) {
        (self.path, self.content, approvalContent) = (path, content, approval)
        file = try Self.named(path, "plan file") { () throws(PlanFileError) in try PlanFile(content) }
    }

    /// The digest by which approvals and the audit log know it.
    package var digest: String { PlanApproval.digest(of: content) }

    /// The approval that stands beside it; nil where there is none.
    /// - Throws: `PlanFileError` for one that cannot be read.
    package func approval() throws(PlanFileError) -> PlanApproval? {
        guard let approvalContent else { return nil }
        return try Self.named(PlanApproval.path(of: path), "approval") { () throws(PlanFileError) in
            try PlanApproval(approvalContent)
        }
    }

    private static func named<Content>(
        _ path: String, _ kind: String, _ read: () throws(PlanFileError) -> Content
    ) throws(PlanFileError) -> Content {
        do throws(PlanFileError) {
            return try read()
        } catch {
            throw PlanFileError(path, "not a usable \(kind): \(error)")
        }
    }
}

/// The rules of this machine for plan files that are sent to one server.
package struct PlanFileRules: Sendable {
    private let kind: ServerKind?
    private let signers: PlanSigners?
    /// The profile that is used, wherever it leads.
    private let profile: Profile?
    /// All profiles of this machine: one may be of the server that a file was made for.
    private let profiles: [Profile]

    /// - Parameter profiles: All of this machine.
    package init(_ settings: ConnectionSettings, profiles: [Profile]) {
        (kind, signers, profile) = (settings.kind, settings.planSigners, settings.profile)
        self.profiles = profiles
    }

    /// The rules for a server that no profile speaks of.
    package init(kind: ServerKind?, signers: PlanSigners? = nil) {
        (self.kind, self.signers, profile, profiles) = (kind, signers, nil, [])
    }

    package var isProduction: Bool { kind == .production }

    /// True on a production server, and for a file that was made for one: another address for the same plan does not
    /// make it less so.
    func needsApproval(_ file: PlanFile) -> Bool {
        isProduction || profiles(of: file).contains { $0.kind == .production }
    }

    /// Those who may approve a file; nil where no profile names them.
    func signers(for file: PlanFile) -> PlanSigners? {
        if let signers { return signers }
        let profile = profiles(of: file).first { $0.allowedSigners != nil }
        guard let profile, let path = profile.allowedSigners else { return nil }
        return PlanSigners(file: URL(filePath: path), allowsMaker: profile.allowsSelfApproval)
    }

    private func profiles(of file: PlanFile) -> [Profile] {
        [profile].compactMap(\.self) + profiles.filter { $0.server == file.server }
    }
}

/// The use of a plan file: judges it, and makes the plans that can be sent of it. Whichever way a file is sent, it is by
/// these rules, and what was not judged by them is not sent.
package struct PlanFileUse: Sendable {
    package let stored: StoredPlan
    /// The parts that are wanted and were not sent before.
    private let parts: Set<PlanPart>
    /// The use of a part that is wanted too.
    private let earlierUse: RecordedChange?
    private let rules: PlanFileRules
    private let environment: [String: String]
    private let isForOtherServer: Bool

    /// Judges what this machine alone knows of.
    /// - Parameters:
    ///   - parts: The parts that somebody wants to send.
    ///   - audit: The record of changes; nil where none is kept.
    ///   - isForOtherServer: True where a person says that it is to be sent to another server than that of the file.
    /// - Throws: `PlanRefusal` where nothing of it may be sent.
    package init(
        _ stored: StoredPlan, _ parts: Set<PlanPart>, rules: PlanFileRules, audit: AuditLog?, at now: Date,
        environment: [String: String], isForOtherServer: Bool = false
    ) throws(PlanRefusal) {
        (self.stored, self.rules, self.environment) = (stored, rules, environment)
        self.isForOtherServer = isForOtherServer
        if let expiry = stored.file.expiry, stored.file.isExpired(at: now) { throw .expired(at: expiry) }
        let uses = audit?.uses(of: stored.digest) ?? []
        var left: Set<PlanPart> = []
        var earlier: RecordedChange?
        for part in parts {
            let use = PlanUse(digest: stored.digest, part: part)
            if let change = uses.last(where: { $0.planUse == use }) { earlier = change } else { left.insert(part) }
        }
        if let earlier, left.isEmpty { throw .used(earlier) }
        (self.parts, earlierUse) = (left, earlier)
    }

    /// Makes sure that a file is for the server that would be changed: the file does not decide that. The command line
    /// asks before anything else, to name the way to that server.
    /// - Parameter nextStep: The way to change that server all the same, or to come to the right one.
    package static func check(_ file: PlanFile, isFor server: ServerAddress, nextStep: String) throws(PlanRefusal) {
        guard file.server == server else {
            throw PlanRefusal(.notAllowed, "The plan is for \(file.server), and this is \(server).", nextStep)
        }
    }

    /// The steps that are left, as plans that can be sent, with the secrets that they refer to.
    /// - Parameter allowing: Asks a person whether the sources on this machine may be read or run for secrets, which are
    ///   named in sentences. Somebody else may have written the file.
    /// - Throws: `PlanRefusal`; `PlanFileError` for an approval that cannot be read and a secret that cannot be had;
    ///   `APIError` where the server does not say who sends it, or a record cannot be read.
    @concurrent package func plans(
        on client: APIClient, allowing: @Sendable ([String]) -> Bool
    ) async throws -> [RequestPlan] {
        let file = stored.file
        if !isForOtherServer {
            try Self.check(file, isFor: client.server, nextStep: "Open that server to send it there.")
        }
        var permit = try await permit(client)
        let sender = try await client.sender()
        let sources = file.machineSources(of: parts, sentBy: sender)
        guard sources.isEmpty || allowing(sources) else {
            throw PlanRefusal(
                .notAllowed, "\(sources.joined(separator: " ")) That was not allowed.",
                "Apply the file on the command line, where it is asked first, or with --yes.")
        }
        var plans: [RequestPlan] = []
        for plan in try await client.plans(of: file, parts, sentBy: sender, environment: environment) {
            permit.use = PlanUse(digest: stored.digest, part: plan.part)
            var source = file.source
            source.permit = permit
            plans.append(plan.coming(from: source))
        }
        if plans.isEmpty, let earlierUse { throw PlanRefusal.used(earlierUse) }
        return plans
    }

    /// Makes sure that it is approved where that is needed.
    private func permit(_ client: APIClient) async throws -> PlanPermit {
        let file = stored.file
        func permit(approver: String?, excluded: Set<String>) -> PlanPermit {
            PlanPermit(
                path: stored.path, use: PlanUse(digest: stored.digest, part: .ordinary), expiry: file.expiry,
                approver: approver, excluded: excluded)
        }
        guard rules.needsApproval(file) else { return permit(approver: nil, excluded: []) }
        guard let approval = try stored.approval() else {
            throw PlanRefusal(
                .notAllowed,
                "A plan for a production server has to be approved, and there is no "
                    + "\(PlanApproval.path(of: stored.path)).",
                "Have somebody else run sisense-console approve \(stored.path).")
        }
        guard let signers = rules.signers(for: file) else {
            throw PlanRefusal(
                .notAllowed, "No profile of this server says who may approve plans.",
                "Set allowedSigners in the profile to a file of allowed signers.")
        }
        let senders = signers.allowsMaker ? [] : try await client.callerNames()
        do throws(PlanApprovalError) {
            let name = try await approval.check(
                file, stored.content, by: signers, sentBy: senders, environment: environment)
            let approvers = Set([name, approval.statement.person].map { $0.lowercased() })
            return permit(approver: name, excluded: signers.allowsMaker ? [] : approvers)
        } catch {
            throw PlanRefusal.unapproved(error.description)
        }
    }
}

extension AuditLog {
    /// The changes of a plan file that were sent from this machine before, as when steps were added to it since.
    package func changes(of file: PlanFile) -> [RecordedChange] {
        read().filter { $0.planFile == file.id && $0.planUse == nil && $0.mayBeMade }
    }
}

extension APIClient {
    /// The names of the person at this machine: of the user here, and of the account on the server.
    fileprivate func callerNames() async throws(APIError) -> [String] {
        do throws(APIError) {
            let user = try await UsersService(self).loggedIn()
            return [NSUserName(), account, user.email, user.label].compactMap(\.self)
        } catch {
            guard let account else { throw error }
            return [NSUserName(), account]
        }
    }
}
