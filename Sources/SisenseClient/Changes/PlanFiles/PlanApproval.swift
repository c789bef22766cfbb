package import Foundation

/// A second person's yes to a plan file, signed with their key for SSH. It is about the bytes of the file: one that
/// changes voids it.
package struct PlanApproval: Sendable, Equatable {
    /// What the person signs.
    package struct Statement: Sendable, Equatable {
        /// The digest of the plan file.
        package let plan: String
        /// The user on the machine where it was approved.
        package let person: String
        package let time: Timestamp
        package let reason: String

        package init(plan: String, person: String, time: Timestamp, reason: String) {
            (self.plan, self.person, self.time, self.reason) = (plan, person, time, reason)
        }

        fileprivate var json: JSONValue {
            [
                "plan": .string(plan), "by": .string(person), "at": .string(time.description),
                "reason": .string(reason),
            ]
        }

        /// The bytes that are signed.
        package var data: Data { JSONWriter.write(json) }
    }

    private static let format = "sisense-console approval 1"

    package let statement: Statement
    /// As `ssh-keygen` writes it.
    package let signature: String

    package init(_ statement: Statement, signature: String) {
        (self.statement, self.signature) = (statement, signature)
    }

    /// The file that stands beside a plan file.
    package static func path(of plan: String) -> String { plan + ".approved" }

    /// The digest by which an approval knows a plan file.
    package static func digest(of plan: Data) -> String { SHA256.hash(plan).hexadecimal }

    /// - Throws: `PlanFileError` with the place of what is wrong.
    package init(_ data: Data) throws(PlanFileError) {
        let document: JSONValue
        do throws(JSONError) {
            document = try JSONReader.read(data, strictness: .strict)
        } catch {
            throw PlanFileError("", "not valid JSON: \(error.message)")
        }
        let root = PlanNode(document)
        try root.allow("format", "approval", "signature")
        let format = try root.string("format")
        guard format == Self.format else { throw root.error("format", "\"\(format)\" is not \"\(Self.format)\"") }
        let node = try root.node("approval")
        try node.allow("plan", "by", "at", "reason")
        guard let time = Timestamp(try node.string("at")) else { throw node.error("at", "not a time") }
        statement = Statement(
            plan: try node.string("plan"), person: try node.string("by"), time: time,
            reason: try node.string("reason"))
        signature = try root.string("signature")
    }

    /// The content of its file.
    package var data: Data {
        let document: JSONValue = [
            "format": .string(Self.format), "approval": statement.json, "signature": .string(signature),
        ]
        return JSONWriter.write(document, layout: .indented) + Data("\n".utf8)
    }

    /// Makes sure that somebody who may has approved this very plan: neither its maker, whom the file names unsigned, nor
    /// whoever sends it now.
    /// - Parameter senders: The names of that person: on this machine and on the server.
    /// - Returns: The name that the file of allowed signers has for the key.
    /// - Throws: `PlanApprovalError`.
    @concurrent package func check(
        _ file: PlanFile, _ content: Data, by signers: PlanSigners, sentBy senders: [String],
        environment: [String: String]
    ) async throws(PlanApprovalError) -> String {
        guard statement.plan == Self.digest(of: content) else {
            throw PlanApprovalError("the plan was changed after it was approved")
        }
        let name = try await SSHSignature.signer(
            of: statement.data, signature, allowed: signers.file, environment: environment)
        if signers.allowsMaker { return name }
        let approvers = Set([name, statement.person].map { $0.lowercased() })
        let makers = [file.maker.person, file.maker.account].compactMap { $0?.lowercased() }
        guard approvers.isDisjoint(with: makers) else {
            throw PlanApprovalError("\(file.source.maker) made the plan, and somebody else has to approve it")
        }
        guard approvers.isDisjoint(with: senders.map { $0.lowercased() }) else {
            throw PlanApprovalError("\(name) sends the plan, and somebody else has to approve it")
        }
        return name
    }
}

/// Those who may approve plan files for a server.
package struct PlanSigners: Sendable, Equatable {
    /// The file of allowed signers (ssh-keygen(1), ALLOWED SIGNERS).
    package let file: URL
    /// True where the person who made a plan may approve it too.
    package let allowsMaker: Bool

    package init(file: URL, allowsMaker: Bool) { (self.file, self.allowsMaker) = (file, allowsMaker) }
}

/// The reason why a plan does not count as approved.
package struct PlanApprovalError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
