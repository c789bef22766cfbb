/// The changes that a client may make on the server. The policy is checked where requests leave, so no caller can
/// go round it.
package struct WritePolicy: Sendable, Equatable {
    /// The reason why nothing may be changed, for whoever tries; nil where changes are allowed. It is there for the
    /// life of the client: no part of the program can take it back.
    package let readOnlyReason: String?
    /// Changes are planned, shown and recorded, and none is sent.
    package let isDryRun: Bool

    package static let readWrite = WritePolicy(readOnlyReason: nil, isDryRun: false)

    /// No change may be sent. People see `reason` wherever that stops them.
    package static func readOnly(reason: String) -> WritePolicy {
        WritePolicy(readOnlyReason: reason, isDryRun: false)
    }

    /// The same, with or without the dry run. What is read-only stays so.
    package func dryRun(_ isOn: Bool) -> WritePolicy {
        WritePolicy(readOnlyReason: readOnlyReason, isDryRun: isOn)
    }

    /// The same, but nothing may be changed any more. A reason given before stays.
    package func readOnly(reason: String) -> WritePolicy {
        WritePolicy(readOnlyReason: readOnlyReason ?? reason, isDryRun: isDryRun)
    }

    /// - Throws: `APIError.Kind.notAllowed` for an operation that writes, unless writing is allowed.
    package func check(_ operation: Operation, request: String? = nil, server: ServerAddress? = nil) throws(APIError) {
        guard operation.writes, self != .readWrite else { return }
        let (message, nextStep) =
            if isDryRun {
                ("This is a dry run: the change was recorded and not sent.", "Turn the dry run off to send it.")
            } else {
                (
                    "This is a change, and this session is read-only: \(readOnlyReason ?? "").",
                    "Start without --readonly to make changes."
                )
            }
        throw APIError(
            .notAllowed, message: message, request: request ?? operation.id,
            server: server?.description ?? "", nextStep: nextStep)
    }
}
