import Foundation
import SisenseClient

/// Makes calls of any operation and shows what comes of them.
struct ExplorerReducer: Sendable {
    let environment: ConsoleEnvironment

    /// What the rest of the console has to do next, beside the effects.
    struct Outcome {
        var effects: [Effect<ConsoleAction>] = []
        var message: Message?
        /// What follows at once.
        var next: ConsoleAction?
    }

    /// Bytes between two words on how far an answer has come.
    private static let progressStep = 128 << 10
    /// The request under way.
    static let call: EffectID = "call"

    func reduce(_ state: inout ExplorerState, _ action: ExplorerAction) -> Outcome {
        switch action {
        case .formRequested(let draft):
            guard let operation = Catalogue.sisense[draft.operation] else {
                return Outcome(message: Message(.error, "There is no operation \(draft.operation)."))
            }
            return Outcome(next: .form(.opened(CallForm(operation, on: environment.client.server, draft: draft).state)))
        case .callMade(let call, let draft):
            let effects = keeping(draft)
            guard !call.operation.writes else {
                let plan = RequestPlan(call, on: environment.client.server)
                return Outcome(effects: effects, next: .write(.planned(.success([plan]), .call(draft))))
            }
            return Outcome(effects: effects + [sending(call, draft, state)])
        case .answered(let answer):
            state.show(answer, at: environment.now())
        case .repeated:
            guard let answer = state.answer else { break }
            // A change is filled in and looked at again, as the first time.
            if answer.call.operation.writes { return Outcome(next: .explorer(.formRequested(answer.draft))) }
            return Outcome(effects: [sending(answer.call, answer.draft, state)])
        case .replayed(let id):
            return replay(id, state)
        case .fileRequested:
            return state.answer.map { Outcome(next: .form(.opened(Self.fileForm($0)))) } ?? Outcome()
        case .answerClosed:
            state.close()
        case .forgotten(let name):
            return Outcome(effects: [forgetting(name)])
        case .received, .failed: break
        }
        return Outcome()
    }

    // MARK: Calling

    private func sending(_ call: Call, _ draft: CallDraft, _ state: ExplorerState) -> Effect<ConsoleAction> {
        let (client, previous) = (environment.client, state.bodies[call.operation.id])
        return .run(Self.call, "waiting for the answer") { send in
            let (pieces, progress) = AsyncStream.makeStream(
                of: TransferProgress.self, bufferingPolicy: .bufferingNewest(1))
            async let result = Self.read(call, client, progress)
            var told = 0
            for await piece in pieces where piece.received - told >= Self.progressStep {
                told = piece.received
                await send(.explorer(.received(piece.received, of: piece.expected)))
            }
            switch await result {
            case .success(let response):
                let answer = CallAnswer(response, to: call, draft: draft, previous: previous)
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
    func showing(_ response: Response, to plan: RequestPlan, _ draft: CallDraft) -> Effect<ConsoleAction> {
        .run(Self.call, "reading the answer") { send in
            await send(.explorer(.answered(CallAnswer(response, to: plan.call, draft: draft, previous: nil))))
        }
    }

    private func replay(_ id: RecordID, _ state: ExplorerState) -> Outcome {
        guard let trace = environment.traces.trace(id) else {
            return Outcome(message: Message(.warning, "This request is too long ago to be remembered"))
        }
        guard let call = trace.call, trace.isRepeatable else {
            return Outcome(message: Message(.warning, "Only reads without secrets are sent again"))
        }
        return Outcome(effects: [sending(call, CallDraft(call), state)])
    }

    // MARK: Files

    private static func fileForm(_ answer: CallAnswer) -> FormState {
        let isJSON = (try? answer.response.json()) != nil
        let last = answer.call.operation.template.parts.lazy.compactMap { part -> String? in
            if case .literal(let text) = part { text } else { nil }
        }.last(where: { _ in true })
        let name = "~/\(last ?? "answer").\(isJSON ? "json" : "bin")"
        let body = answer.response.body
        return FormState(
            "Save the answer",
            [.text("file", "File", name, isRequired: true, help: "\(body.count) bytes, as the server sent them")]
        ) { _, values throws(APIError) in
            do throws(LocalFile.Problem) {
                try LocalFile.write(body, to: values.text("file"))
                return .form(.completed(Message(.ok, "Saved \(body.count) bytes to \(values.text("file"))")))
            } catch {
                return .form(.refused(field: "file", error.text))
            }
        }
    }

    private func keeping(_ draft: CallDraft) -> [Effect<ConsoleAction>] {
        guard let name = draft.values[CallForm.nameField], let calls = environment.calls else { return [] }
        return [
            .run("calls", "keeping the call") { send in
                do throws(APIError) {
                    try calls.save(SavedCalls.Entry(name: name, draft: draft))
                    await send(.list(.api, .refreshRequested))
                } catch {
                    await send(.posted(Message(error)))
                }
            }
        ]
    }

    private func forgetting(_ name: String) -> Effect<ConsoleAction> {
        let calls = environment.calls
        return .run("calls", "forgetting the call") { send in
            do throws(APIError) {
                try calls?.remove(name)
                await send(.list(.api, .refreshRequested))
                await send(.posted(Message(.ok, "Forgot \(name)")))
            } catch {
                await send(.posted(Message(error)))
            }
        }
    }
}

extension CallDraft {
    /// What the form of a call that was made elsewhere holds.
    init(_ call: Call) {
        var values: [String: String] = [:]
        for parameter in call.operation.parameters where !Redactor.isSecret(parameter.name) {
            let value: String? =
                switch parameter.place {
                case .path: call.path[parameter.name]
                case .query: call.query.first { $0.name == parameter.name }?.value
                case .header: call.headers[parameter.name]
                case .body: call.bodyText.joined(separator: "\n")
                case .form: nil
                }
            if let value, !value.isEmpty { values[CallForm.id(parameter)] = value }
        }
        if let body = values.removeValue(forKey: "body body") { values["body"] = body }
        self.init(call.operation.id, values)
    }
}
