import Foundation

extension PlanFile {
    /// The steps as plans that can be looked at: with references in the places of secrets, so that they cannot be sent.
    package var shownPlans: [RequestPlan] {
        let known = KnownNames.made(by: steps)
        return steps.map { $0.plan(on: server, $0.call, from: source, known: known) }
    }

    /// The same, of which it is known who sends them.
    package func shownPlans(sentBy sender: PlanSender?) -> [RequestPlan] { shownPlans.map { $0.sent(by: sender) } }

    /// What is read or run on this machine for the secrets of some parts, in sentences. Somebody else may have written
    /// it: a person has to allow it before any of it is.
    /// - Parameter sender: The account that sends them; nil where that is not known.
    package func machineSources(
        of parts: Set<PlanPart> = Set(PlanPart.allCases), sentBy sender: PlanSender? = nil
    ) -> [String] {
        zip(steps, shownPlans(sentBy: sender)).filter { parts.contains($1.part) }
            .flatMap { step, _ in step.sources.filter(\.isFromMachine).map(\.sentence) }
    }
}

extension PlanFile.Step {
    /// The step as a plan. Its heading and its words are made of what is sent, as the catalogue and the server know it;
    /// what the maker says of it stands beside that, and is marked.
    /// - Parameters:
    ///   - call: The request with its secrets.
    ///   - known: The names that the server has for what the step is about.
    fileprivate func plan(
        on server: ServerAddress, _ call: Call, from source: PlanSource, known: KnownNames
    ) -> RequestPlan {
        let named = base.map { MakerWords.unlabelled($0, result: result, known.names) }
        let (check, stated) = (named?.check, named == nil ? result : named?.result)
        let drops = base.map { CurrentRecord(read: $0.read, value: $0.base).warnings(of: call) } ?? []
        let settled = check.flatMap { check in stated.map { documentWarnings(from: check.base, to: $0) } } ?? []
        let record = known.record(of: self)
        let whole = whole(stated, on: check)
        let changesRights =
            check.flatMap { check in whole.map { known.names.changesRights(from: check.base, to: $0) } } ?? false
        var plan = RequestPlan(
            id: UUID(uuidString: id) ?? UUID(), title: call.heading(of: record),
            call: call, danger: changesRights ? max(danger, .destructive) : danger,
            target: .init(server: server, name: record ?? call.operation.template.sketched(with: call.path)),
            base: check?.base, result: whole, inverse: undo,
            impact: self.call.unstatedWords(check, stated, known.names)
                + MakerWords.marked([title, unsaidRecord] + said + impact),
            warnings: MakerWords.marked(warnings), precondition: check, replan: replan(call, check, whole),
            names: known.names
        ).warning(drops + settled + sources.map(\.sentence))
        if changesRights { plan = plan.warning(["This changes rights over other users."]) }
        plan.wayBack = wayBack
        if let own = plan.precondition { plan = plan.resting(on: [own] + further) }
        return plan.coming(from: source)
    }

    /// Makes the step again on what somebody else has made of its record; nil where the request cannot be taken from the
    /// record as it should become.
    private func replan(_ call: Call, _ check: Precondition?, _ result: JSONValue?) -> RequestPlan.Replan? {
        // A secret in it is not in the record that would be merged.
        guard let check, let result, check.entries == nil, case .json(let body)? = self.call.body,
            !SecretReferences.arePresent(in: body), call.isCarried(by: result)
        else { return nil }
        return { client, edited, base throws(APIError) in
            let carried = call.operation.takesWholeDocument ? edited : call.carried(by: edited)
            let merged = try client.call(
                call.operation, path: call.path, query: call.query, headers: call.headers, body: .json(carried))
            var plan: RequestPlan
            if call.operation.recordRead != nil {
                plan = try await client.plan(calling: merged, on: CurrentRecord(read: check.read, value: base))
            } else {
                plan = RequestPlan(
                    title: PlanTitle(stringLiteral: title), call: merged,
                    target: .init(server: client.server, name: record), base: base, result: edited,
                    inverse: call.isCarried(by: base)
                        ? try client.call(
                            call.operation, path: call.path, query: call.query, headers: call.headers,
                            body: .json(call.carried(by: base)))
                        : nil,
                    precondition: check.with(base: base))
            }
            plan = plan.affecting(plan.impact + MakerWords.marked([title] + said + impact))
                .warning(MakerWords.marked(warnings))
            return plan.noLessGrave(than: danger)
        }
    }

    /// The changes as the maker words them.
    private var said: [String] { changes.isEmpty ? [] : [changes.map(\.text).joined(separator: ", ")] }

    /// The record as the maker calls it, where the title does not.
    private var unsaidRecord: String { title.contains(record) ? "" : record }

    /// What is to be known of the settings that it saves.
    private func documentWarnings(from base: JSONValue, to result: JSONValue) -> [String] {
        guard let document = SettingsDocument.allCases.first(where: { $0.save == call.operation }) else { return [] }
        let changed = JSONDiff(from: base, to: result).changes.map(\.path.description)
        return document.warnings(from: base, to: result, changing: changed)
    }

    /// The places that its secrets are taken from.
    fileprivate var sources: [SecretReferences.Source] {
        if case .json(let body)? = call.body { SecretReferences.sources(in: body) } else { [] }
    }

    /// The record as it will be, with the members that the file leaves out because they stay as they are.
    private func whole(_ result: JSONValue?, on base: Precondition?) -> JSONValue? {
        guard let result, let base, base.entries == nil, let old = base.base.object, let new = result.object else {
            return result
        }
        let missing = old.members.filter { new[$0.key] == nil && base.members?.contains($0.key) == false }
        return .object(JSONObject(new.members.map { ($0.key, $0.value) } + missing.map { ($0.key, $0.value) }))
    }
}

extension APIClient {
    /// The steps of some parts of a file as plans that can be looked at, with the names that this server has for the
    /// records in them. Nothing is read or run for their secrets.
    /// - Parameter sender: The account that would send them; nil where that is not known.
    @concurrent package func shownPlans(
        of file: PlanFile, _ parts: Set<PlanPart>, sentBy sender: PlanSender? = nil
    ) async -> [RequestPlan] {
        let steps = zip(file.steps, file.shownPlans(sentBy: sender)).filter { parts.contains($1.part) }.map(\.0)
        guard !steps.isEmpty else { return [] }
        let known = await KnownNames.read(self, for: file.steps)
        return steps.map { $0.plan(on: server, $0.call, from: file.source, known: known).sent(by: sender) }
    }

    /// The steps of some parts of a file as plans for this server, with the secrets that they refer to, and the names that
    /// this server has for the records in them.
    /// - Parameter sender: The account that sends them.
    /// - Throws: `PlanFileError` for a secret that cannot be had, `APIError` for a record that cannot be read.
    @concurrent func plans(
        of file: PlanFile, _ parts: Set<PlanPart> = Set(PlanPart.allCases), sentBy sender: PlanSender? = nil,
        environment: [String: String]
    ) async throws -> [RequestPlan] {
        var plans: [RequestPlan] = []
        let known = await KnownNames.read(self, for: file.steps)
        for (index, (step, shown)) in zip(file.steps, file.shownPlans(sentBy: sender)).enumerated()
        where parts.contains(shown.part) {
            var call = step.call
            if case .json(let body) = call.body, SecretReferences.arePresent(in: body) {
                var current: JSONValue?
                if let base = step.base { current = try await self.current(base) }
                let resolved: JSONValue
                do throws(PlanFileError) {
                    resolved = try await SecretReferences.resolved(body, current: current, environment: environment)
                } catch {
                    throw PlanFileError("steps[\(index)].request.body.\(error.position)", error.message)
                }
                call = try self.call(
                    call.operation, path: call.path, query: call.query, headers: call.headers, body: .json(resolved))
            }
            plans.append(step.plan(on: server, call, from: file.source, known: known).sent(by: sender))
        }
        return plans
    }
}

extension PlanFile.Step {
    /// A secret of a file that describes a server, as it was written.
    package struct WrittenSecret: Sendable {
        package let name: String
        package let version: Int
        package let value: Secret
    }

    /// The secrets of the files that it was made of, as a plan that was sent holds them.
    package func secrets(in sent: RequestPlan) -> [WrittenSecret] {
        guard case .json(let body)? = call.body, case .json(let resolved)? = sent.call.body else { return [] }
        let values = SecretReferences.values(in: body, resolved)
        return state.compactMap { leaf in
            guard let secret = StateSecret(leaf.value), let value = values[secret.reference] else { return nil }
            return WrittenSecret(name: leaf.name, version: secret.version, value: Secret(value))
        }
    }
}

extension APIClient {
    /// Reads the record of a plan that was sent again, and says where it is otherwise than expected: a server may fill in
    /// and rewrite what it is sent. Empty where it is as expected, or where no record could tell.
    @concurrent package func deviations(after plan: RequestPlan, _ answer: Response) async -> [String] {
        let done = plan.completed(by: answer)
        guard let check = done.precondition, let result = done.result else { return [] }
        do throws(APIError) {
            let current = check.record(in: try await trying.json(check.read))
            let expected = check.with(base: result)
            guard !expected.holds(for: current) else { return [] }
            let members = check.members
            let (left, right) = (members.map(result.only) ?? result, members.map(current.only) ?? current)
            let rules = DocumentRules.sisense
            let lines = JSONDiff(from: Redactor.json(left), to: Redactor.json(right), names: plan.names).lines
            return rules.areSame(left, right) ? [] : lines.map { "\($0.sign.rawValue) \($0.text)" }
        } catch {
            return ["could not be read again: \(error.message)"]
        }
    }
}
