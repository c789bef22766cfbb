import Foundation
import SisenseClient

/// Makes calls of any operation and shows what comes of them.
struct ExplorerReducer: ConsoleFeature {
    let context: WorkContext
    /// The origin for which an answer may come up now; nil while the person is busy with something else.
    let destination: ExplorerState.Asker?

    /// Bytes between two words on how far an answer has come.
    private static let progressStep = 128 << 10

    func reduce(_ state: inout ExplorerState, _ action: ExplorerAction) -> ConsoleOutcome {
        switch action {
        case .formRequested(let draft):
            if draft.startsFromRecord {
                return .run(
                    .form("reading the document", context) { context throws(APIError) in
                        try await draft.form(context)
                    })
            }
            guard let form = draft.form(on: context.client.server) else {
                return .message(.error, "The catalogue has no operation \(draft.operation).")
            }
            return .then(.form(.opened(form)))
        case .callMade(let call, let draft):
            state.asker = .form
            return ConsoleOutcome(effects: keeping(draft)) + .run(sending(call, draft, state))
                + .then(.form(.waiting("Waiting for the server")))
        case .callPlanned(let plan, let draft):
            return ConsoleOutcome(effects: keeping(draft))
                + .then(.write(.planned(PlannedWrite([plan], .call(draft)))))
        case .received(let bytes, let expected):
            guard state.asker == .form else { break }
            let whole = expected.map { " of \($0 / 1024) kB" } ?? ""
            return .then(.form(.progressed("\(bytes / 1024) kB\(whole) received")))
        case .answered(let answer):
            return take(answer, &state)
        case .failed(let error):
            let asker = state.asker
            state.asker = nil
            return .then(asker == .form ? .form(.submitFailed(error)) : .posted(Message(error)))
        case .changeAnswered(let response, let plan, let draft):
            state.asker = destination
            return .run(showing(response, to: plan, draft))
        case .repeated:
            guard let answer = state.answer else { break }
            // A change is filled in and looked at again, as the first time.
            if answer.call.operation.writes { return .then(.explorer(.formRequested(answer.draft))) }
            state.asker = destination
            return .run(sending(answer.call, answer.draft, state))
        case .replayed(let id):
            return replay(id, &state)
        case .fileRequested:
            return state.answer.map { .then(.form(.opened(Self.fileForm($0)))) } ?? ConsoleOutcome()
        case .answerClosed:
            state.close()
        case .forgotten(let name):
            return .run(forgetting(name))
        }
        return ConsoleOutcome()
    }

    /// Shows an answer where it was asked for. When the person has gone on to something else it waits in the history.
    private func take(_ answer: CallAnswer, _ state: inout ExplorerState) -> ConsoleOutcome {
        let asker = state.asker
        state.asker = nil
        if asker == .form {
            state.show(answer, at: context.dependencies.now())
            return .then(.form(.dismissed), .paneOpened(.api))
        }
        guard let asker, asker == destination else {
            state.note(answer, at: context.dependencies.now())
            return .message(
                .info,
                "\(answer.call.line) was answered with \(answer.response.status); \(key: .callHistory) in API shows it")
        }
        state.show(answer, at: context.dependencies.now())
        return .then(.paneOpened(.api))
    }

    // MARK: Calling

    private func sending(_ call: Call, _ draft: CallDraft, _ state: ExplorerState) -> ConsoleEffect {
        let previous = state.bodies[call.operation.id]
        return .asking(.call, "waiting for the answer", context) { context, send in
            let (pieces, progress) = AsyncStream.makeStream(
                of: TransferProgress.self, bufferingPolicy: .bufferingNewest(1))
            async let result = Self.read(call, context.client, progress)
            var reported = 0
            for await piece in pieces where piece.received - reported >= Self.progressStep {
                reported = piece.received
                await send(.explorer(.received(piece.received, of: piece.expected)))
            }
            switch await result {
            case .success(let response):
                let answer = CallAnswer(
                    response, to: call, draft: draft, previous: previous, context.client.secrets)
                await send(.explorer(.answered(answer)))
            case .failure(let error):
                await send(.explorer(.failed(error)))
            }
        }
    }

    private static func read(
        _ call: Call, _ client: APIClient, _ progress: AsyncStream<TransferProgress>.Continuation
    ) async -> Result<Response, APIError> {
        defer { progress.finish() }
        return await TransferObserver.$current.withValue(TransferObserver { progress.yield($0) }) {
            do throws(APIError) {
                return .success(try await client.read(call))
            } catch {
                return .failure(error)
            }
        }
    }

    /// The answer to a change that was approved and sent.
    private func showing(_ response: Response, to plan: RequestPlan, _ draft: CallDraft) -> ConsoleEffect {
        .run(.call, "reading the answer") { [secrets = context.client.secrets] send in
            let answer = CallAnswer(response, to: plan.call, draft: draft, previous: nil, secrets)
            await send(.explorer(.answered(answer)))
        }
    }

    private func replay(_ id: RecordID, _ state: inout ExplorerState) -> ConsoleOutcome {
        guard let trace = context.dependencies.traces.trace(id) else {
            return .message(.warning, "This request is too old: it is no longer in memory")
        }
        guard let call = trace.call, trace.isRepeatable else {
            return .message(.warning, "Only reads without secrets can be sent again")
        }
        // Only now: one that is not sent must not take the answer of one that was.
        state.asker = destination
        return .run(sending(call, CallDraft(call), state))
    }

    // MARK: Files

    private static func fileForm(_ answer: CallAnswer) -> FormState {
        let isJSON = (try? answer.response.json()) != nil
        let last = answer.call.operation.template.parts.lazy.compactMap { part -> String? in
            if case .literal(let text) = part, !text.isEmpty { text } else { nil }
        }.last(where: { _ in true })
        let name = "~/\(last ?? "answer").\(isJSON ? "json" : "bin")"
        let body = answer.response.body
        return FormState(
            "Save the answer",
            [
                .text(
                    "file", "File", name, isRequired: true,
                    help: "\(Quantity.size(bytes: Double(body.count))), as the server sent them")
            ]
        ) { _, values throws(APIError) in
            do throws(LocalFile.Problem) {
                try LocalFile.write(body, to: values.text("file"))
                return .form(
                    .completed(
                        Message(.ok, "Saved \(Quantity.size(bytes: Double(body.count))) to \(values.text("file"))")))
            } catch {
                return .form(.refused(field: "file", error.text))
            }
        }
    }

    private func keeping(_ draft: CallDraft) -> [ConsoleEffect] {
        guard let name = draft.values[CallForm.nameField], let calls = context.dependencies.calls else { return [] }
        return [
            .run(.savedCalls, "saving the call") { send in
                do throws(APIError) {
                    try calls.save(SavedCalls.Entry(name: name, draft: draft))
                    await send(.list(.api, .refreshRequested))
                } catch {
                    await send(.posted(Message(error)))
                }
            }
        ]
    }

    private func forgetting(_ name: String) -> ConsoleEffect {
        let calls = context.dependencies.calls
        return .run(.savedCalls, "removing the saved call") { send in
            do throws(APIError) {
                try calls?.remove(name)
                await send(.list(.api, .refreshRequested))
                await send(.posted(Message(.ok, "Removed the saved call \(name)")))
            } catch {
                await send(.posted(Message(error)))
            }
        }
    }
}

extension CallDraft {
    /// The draft of a call that was made elsewhere.
    init(_ call: Call) {
        var values: [String: String] = [:]
        let query = PercentEncoding.encode(call.query.filter { !Redactor.isSecret($0.name) })
        for parameter in call.operation.parameters where !Redactor.isSecret(parameter.name) {
            let value: String? =
                switch parameter.location {
                case .path: call.path[parameter.name]
                case .query: call.query.first { $0.name == parameter.name }?.value
                case .header: call.headers[parameter.name]
                case .body: call.bodyText.joined(separator: "\n")
                case .form: nil
                }
            if let value, !value.isEmpty { values[CallForm.id(parameter)] = value }
        }
        if let body = values.removeValue(forKey: "body body") { values["body"] = body }
        if !call.operation.isCatalogued {
            values[PathForm.pathField] = call.operation.template.description + (query.isEmpty ? "" : "?" + query)
            values[PathForm.bodyField] = call.body == nil ? nil : call.bodyText.joined(separator: "\n")
        }
        self.init(call.operation.id, values)
    }
}
