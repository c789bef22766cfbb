import SisenseClient

/// A version of the real server, as what it has and answers otherwise than the newest one.
///
/// The catalogue holds what any version has; a version is the list of what it lacks. The data of each is in
/// `ServerVersion+Known.swift`, with the sources it is from.
package struct ServerVersion: Sendable {
    /// The name that the maker gave it: `L2025.2`.
    package let name: String
    /// The difference a user meets first, for the help.
    package let about: String
    /// The text that `GET /application/status` answers.
    let number: String
    /// The platform as `GET /api/globals` names it.
    var platform: String { name.hasPrefix("win") ? "windows" : "linux" }
    let missing: Set<SisenseClient.Operation>
    /// Query parameters it refuses, as it does not know them.
    let refusedParameters: [RefusedParameter]
    /// The members that `expand` takes, where they are fewer than in the catalogue.
    let expandable: [SisenseClient.Operation: Set<String>]
    /// The statuses of success that differ.
    let statuses: [SisenseClient.Operation: Int]

    struct RefusedParameter: Sendable {
        let name: String
        /// The operations that take it all the same.
        var knownTo: Set<SisenseClient.Operation> = []
    }

    /// The version of this name; nil for one that is not known here.
    package init?(named name: String) {
        guard let version = Self.all.first(where: { $0.name == name }) else { return nil }
        self = version
    }

    init(
        _ name: String, number: String, about: String, missing: Set<SisenseClient.Operation>,
        refusedParameters: [RefusedParameter] = [], expandable: [SisenseClient.Operation: Set<String>] = [:],
        statuses: [SisenseClient.Operation: Int] = [:]
    ) {
        (self.name, self.number, self.about) = (name, number, about)
        (self.missing, self.refusedParameters) = (missing, refusedParameters)
        (self.expandable, self.statuses) = (expandable, statuses)
    }
}

extension ServerVersion {
    /// Refuses what this version does not understand of a call.
    /// - Throws: 422 for a parameter it does not know, 404 with code 202 for a member it does not expand.
    func check(_ call: Call) throws(APIError) {
        for parameter in refusedParameters where !parameter.knownTo.contains(call.operation) {
            guard call.query(parameter.name) == nil else {
                throw .invalid("The parameter \(parameter.name) is not allowed")
            }
        }
        guard let known = expandable[call.operation], let asked = call.query("expand") else { return }
        for node in try ExpandNode.parse(asked) {
            guard known.contains(node.name) else { throw ExpandNode.invalid(node.name) }
        }
    }

    /// The reply as this version makes it.
    func adapted(_ reply: HTTPReply, of operation: SisenseClient.Operation) -> HTTPReply {
        guard (200..<300).contains(reply.status), let status = statuses[operation] else { return reply }
        var reply = reply
        reply.status = status
        return reply
    }
}
