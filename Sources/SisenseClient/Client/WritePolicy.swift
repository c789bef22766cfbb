/// Whether this client may change anything on the server. It is checked where requests leave, so no caller can
/// go round it.
package enum WritePolicy: Sendable, Equatable {
    case readWrite
    /// Nothing may be changed; the reason is shown to whoever tries.
    case readOnly(reason: String)
    /// Changes are planned and shown, never sent.
    case dryRun

    /// - Throws: `APIError.Kind.notAllowed` for an operation that writes, unless writing is allowed.
    package func check(_ operation: Operation, request: String? = nil, server: ServerAddress? = nil) throws(APIError) {
        guard operation.writes, self != .readWrite else { return }
        let (message, nextStep) =
            switch self {
            case .readOnly(let reason):
                (
                    "This is a change, and this session is read-only: \(reason).",
                    "Start without read-only to change things."
                )
            case .dryRun, .readWrite:
                ("This is a dry run: the change was not sent.", "Leave out the dry run to send it.")
            }
        throw APIError(
            .notAllowed, message: message, request: request ?? operation.id.description,
            server: server?.description ?? "", nextStep: nextStep)
    }
}
