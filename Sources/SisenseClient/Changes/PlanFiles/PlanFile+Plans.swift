import Foundation

extension PlanFile {
    /// The steps as plans that can be looked at: with references in the places of secrets, so that they cannot be sent.
    package var shownPlans: [RequestPlan] { steps.map { $0.plan(on: server, $0.call, from: source) } }

    /// What is read or run on this machine for the secrets of some parts, in sentences. Somebody else may have written
    /// it: a person has to allow it before any of it is.
    package func machineSources(of parts: Set<PlanPart> = Set(PlanPart.allCases)) -> [String] {
        zip(steps, shownPlans).filter { parts.contains($1.part) }
            .flatMap { step, _ in step.sources.filter(\.isFromMachine).map(\.sentence) }
    }
}

extension PlanFile.Step {
    /// - Parameter call: The request with its secrets.
    fileprivate func plan(on server: ServerAddress, _ call: Call, from source: PlanSource) -> RequestPlan {
        let drops = base.map { CurrentRecord(read: $0.read, value: $0.base).warnings(of: call) } ?? []
        var plan = RequestPlan(
            id: UUID(uuidString: id) ?? UUID(), title: PlanTitle(stringLiteral: title), call: call, danger: danger,
            target: .init(server: server, name: record), base: base?.base, result: whole, inverse: undo,
            impact: impact, warnings: warnings, precondition: base, changes: changes
        ).warning(drops + sources.map(\.sentence))
        plan.wayBack = wayBack
        if let base { plan = plan.resting(on: [base] + further) }
        return plan.coming(from: source)
    }

    /// The places that its secrets are taken from.
    fileprivate var sources: [SecretReferences.Source] {
        if case .json(let body)? = call.body { SecretReferences.sources(in: body) } else { [] }
    }

    /// The record as it will be, with the members that the file leaves out because they stay as they are.
    private var whole: JSONValue? {
        guard let result, let base, base.entries == nil, let old = base.base.object, let new = result.object else {
            return result
        }
        let missing = old.members.filter { new[$0.key] == nil && base.members?.contains($0.key) == false }
        return .object(JSONObject(new.members.map { ($0.key, $0.value) } + missing.map { ($0.key, $0.value) }))
    }
}

extension APIClient {
    /// The steps of some parts of a file as plans for this server, with the secrets that they refer to.
    /// - Throws: `PlanFileError` for a secret that cannot be had, `APIError` for a record that cannot be read.
    @concurrent func plans(
        of file: PlanFile, _ parts: Set<PlanPart> = Set(PlanPart.allCases), environment: [String: String]
    ) async throws -> [RequestPlan] {
        var plans: [RequestPlan] = []
        for (index, (step, shown)) in zip(file.steps, file.shownPlans).enumerated() where parts.contains(shown.part) {
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
            plans.append(step.plan(on: server, call, from: file.source))
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
