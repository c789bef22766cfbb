package import SisenseClient

/// Plans that are ready to be looked at, and where they were asked for.
package struct PlannedWrite: Sendable {
    let plans: [RequestPlan]
    let origin: WriteOrigin

    init(_ plans: [RequestPlan], _ origin: WriteOrigin) {
        (self.plans, self.origin) = (plans, origin)
    }
}

/// Something read before a form or a preview can come up: a person sees how far it is, and can stop it. It belongs to the
/// pane it was asked for in.
package struct PendingOperation: Sendable {
    enum Result: Sendable {
        case preview(PlannedWrite)
        case form(FormState)
    }

    /// What is done, as in "reading what is about to change".
    let label: SourceText
    /// True when the form that is open asked for it: then it may come up over that, and over no other.
    let isAskedByForm: Bool
    /// How far it has come, as in "120 of 1000"; empty where that is not known.
    var progress = ""
    /// False while it may still be over before anybody wonders.
    package var isShown = false
    /// What came of it, while the person is busy with something that stands before it.
    var result: Result?

    init(_ label: SourceText, isAskedByForm: Bool = false) {
        (self.label, self.isAskedByForm) = (label, isAskedByForm)
    }

    package var text: String { progress.isEmpty ? label.description : "\(label): \(progress)" }
}

/// What can happen to a pending operation.
package enum PendingOperationAction: Sendable {
    /// It takes so long that a person should know.
    case lasting
    case progressed(String)
    /// A person stopped it.
    case stopped
    case previewRead(Swift.Result<PlannedWrite, APIError>)
    case formRead(Swift.Result<FormState, APIError>)
    /// What stood before the result has gone.
    case wayCleared
}

extension ConsoleAction {
    /// Shows what would be sent, to be approved.
    static func preview(_ plans: [RequestPlan], _ origin: WriteOrigin) -> ConsoleAction {
        .write(.planned(PlannedWrite(plans, origin)))
    }
}

extension Effect<ConsoleAction, ConsoleWork> {
    /// Work that ends in a preview. No plans: there is nothing to do.
    static func preview(
        _ label: SourceText, _ context: WorkContext,
        _ plan: @escaping @concurrent @Sendable (WorkContext) async throws(APIError) -> PlannedWrite
    ) -> ConsoleEffect {
        .asking(.preparation, label, context) { context, send in
            let context = context.reporting { await send(.pendingOperation(.progressed($0))) }
            do throws(APIError) {
                await send(.pendingOperation(.previewRead(.success(try await plan(context)))))
            } catch {
                await send(.pendingOperation(.previewRead(.failure(error))))
            }
        }
    }

    /// Work that ends in a form. Nil: there is nothing to fill in.
    static func form(
        _ label: SourceText, _ context: WorkContext,
        _ form: @escaping @concurrent @Sendable (WorkContext) async throws(APIError) -> FormState?
    ) -> ConsoleEffect {
        .asking(.preparation, label, context) { context, send in
            let context = context.reporting { await send(.pendingOperation(.progressed($0))) }
            do throws(APIError) {
                guard let form = try await form(context) else { return await send(.pendingOperation(.stopped)) }
                await send(.pendingOperation(.formRead(.success(form))))
            } catch {
                await send(.pendingOperation(.formRead(.failure(error))))
            }
        }
    }
}
