/// The names that a server has for the records which the steps of a plan file are about.
struct KnownNames: Sendable {
    let names: RecordNames
    /// Those of the records of the paths, by the steps.
    private let records: [String: String]

    /// Those that need no server: of what steps make, as they name it themselves.
    static func made(by steps: [PlanFile.Step]) -> KnownNames {
        var names: [String: String] = [:]
        for step in steps where Creation.of(step.call.operation) != nil {
            names[MadeRecord.reference(toStep: step.id)] = step.call.statedRecord
        }
        return KnownNames(names: RecordNames(names), records: [:])
    }

    private static let maxConcurrent = 8

    /// Reads them, as far as the server tells: a plan can be sent without.
    static func read(_ client: APIClient, for steps: [PlanFile.Step]) async -> KnownNames {
        let client = client.trying
        let names = await recordNames(client, Set(steps.flatMap(\.ids))).joined(made(by: steps).names)
        let found = await steps.concurrentOutcomes(maxConcurrent: maxConcurrent) { step throws(APIError) in
            await name(of: step, names, client)
        }
        var records: [String: String] = [:]
        for (step, name) in zip(steps, found) { records[step.id] = (try? name.get()) ?? Optional.none }
        return KnownNames(names: names, records: records)
    }

    /// The name of the record that a step is about; nil where the server told none.
    func record(of step: PlanFile.Step) -> String? { records[step.id] }

    private static func recordNames(_ client: APIClient, _ ids: Set<String>) async -> RecordNames {
        guard !ids.isEmpty else { return .none }
        let roles = (try? await RolesService(client).all()) ?? []
        let groups = (try? await GroupsService(client).names()) ?? []
        var names: [String: String] = [:]
        for group in groups { names[group.id] = group.label }
        let others = ids.subtracting(names.keys).subtracting(roles.map(\.id)).sorted()
        for user in others.isEmpty ? [] : (try? await UsersService(client).users(others)) ?? [] {
            names[user.id] = user.label
        }
        return RecordNames(names, roles: roles)
    }

    private static func name(of step: PlanFile.Step, _ names: RecordNames, _ client: APIClient) async -> String? {
        let gaps = step.call.pathValues.map(\.value)
        guard !gaps.isEmpty else { return nil }
        if gaps.contains(where: { names[$0] != nil }) {
            return gaps.map { names[$0] ?? $0 }.joined(separator: ", ")
        }
        if step.call.operation == .replaceDashboardShares, let id = gaps.first {
            return try? await DashboardsService(client, asAdministrator: true).get(id).title
        }
        if let check = step.base, check.entries == nil {
            let record = try? await client.current(check)
            return record?.title
        }
        guard let read = step.call.operation.pathRead, let call = try? client.call(read, path: step.call.path) else {
            return nil
        }
        let record = try? await client.json(call)
        return record?.title
    }
}

extension PlanFile {
    /// True where its steps are about records that a server alone can name.
    package var needsNames: Bool { steps.contains { !$0.ids.isEmpty } }
}

extension PlanFile.Step {
    /// The texts of the request and of its record that may be ids of records.
    fileprivate var ids: Set<String> {
        var ids = call.namedValues
        for value in [base?.base, result] {
            if let value { Call.texts(in: value, into: &ids) }
        }
        if let labels = base?.entries?.labels { ids.formUnion(labels.keys) }
        return ids.filter { $0.utf8.count == 24 && $0.allSatisfy(\.isHexDigit) }
    }
}
