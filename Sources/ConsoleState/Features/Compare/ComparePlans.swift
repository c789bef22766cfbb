import SisenseClient

/// Carries differences over to this server, each as a plan. What belongs to one document of settings is one plan: two
/// would stand in each other's way.
struct ComparePlans: Sendable {
    private let context: WorkContext

    init(_ context: WorkContext) {
        self.context = context
    }

    private var client: APIClient { context.client }

    /// The changes that carry these lines over. Throws `APIError` when there is nothing to carry, or a record cannot be
    /// read.
    func plans(for lines: [CompareLine]) async throws(APIError) -> [RequestPlan] {
        guard !lines.isEmpty else {
            throw APIError(
                .invalidCall, message: "Both servers are the same here.", request: "",
                server: client.server.description)
        }
        var plans: [RequestPlan] = []
        for document in SettingsDocument.allCases {
            let own = lines.filter { $0.document == document }
            if !own.isEmpty { plans.append(try await plan(document, own)) }
        }
        for line in lines where line.document == nil { plans.append(try await plan(line)) }
        return plans
    }

    private func plan(_ document: SettingsDocument, _ lines: [CompareLine]) async throws(APIError) -> RequestPlan {
        let service = SettingsService(client)
        let base = try await service.read(document)
        var edited = base
        for line in lines {
            if line.area == .origins {
                let origin = line.path[0]
                var origins = SystemSettings(edited).allowedOrigins.filter { $0 != origin }
                if line.there != nil { origins.append(origin) }
                let list = JSONValue.array(origins.map(JSONValue.string))
                edited = edited.setting(SystemSettings.allowedOriginsPath, to: list)
                continue
            }
            guard let value = line.there else {
                throw refusal(line, "a setting that the other server does not have cannot be removed")
            }
            guard line.state != .unknown, Redactor.json(value) == value, !line.path.contains(where: Redactor.isSecret)
            else { throw refusal(line, "secrets are not copied") }
            edited = edited.setting(JSONPath(line.path.map(JSONPath.Step.member)), to: value)
        }
        return try await service.planSave(document, edited: edited, base: base)
    }

    private func plan(_ line: CompareLine) async throws(APIError) -> RequestPlan {
        guard line.state == .differs else { throw refusal(line, "it could not be read, or several have this name") }
        switch line.area {
        case .features: return try await feature(line)
        case .servers: return try await server(line)
        case .groups: return try await group(line)
        default: throw refusal(line, "the API cannot create it")
        }
    }

    private func feature(_ line: CompareLine) async throws(APIError) -> RequestPlan {
        let service = FeaturesService(client)
        guard let active = line.there?.bool,
            let feature = try await service.all().first(where: { $0.id == line.path[0] })
        else { throw refusal(line, "only one of the servers has this feature") }
        return try await service.planToggle(feature, active: active)
    }

    private func server(_ line: CompareLine) async throws(APIError) -> RequestPlan {
        let service = TrustedServersService(client)
        let same = try await service.all().filter { $0.address == line.path[0] }
        guard same.count < 2 else { throw refusal(line, "it is on the list \(same.count) times") }
        let known = same.first
        let address: ServerAddress
        do throws(ServerAddressError) {
            address = try ServerAddress(line.path[0])
        } catch {
            throw refusal(line, error.description)
        }
        switch (known, line.there?.string) {
        case (let known?, nil): return try await service.planRemove(known)
        case (let known?, let name?): return try await service.planEdit(known, address: address, name: name)
        case (nil, let name?): return try service.planAdd(address: address, name: name)
        case (nil, nil): throw refusal(line, "neither server trusts it any more")
        }
    }

    private func group(_ line: CompareLine) async throws(APIError) -> RequestPlan {
        let service = GroupsService(client)
        guard line.there == nil else { return try service.planCreate(name: line.path[0]) }
        let match = try await service.match([line.path[0]])[0]
        if case .several = match {
            throw refusal(line, match.problem("group", named: line.path[0]) ?? "")
        }
        guard let named = match.only else { throw refusal(line, "this server has no such group any more") }
        guard let plan = try await GroupLoss.deletions(of: [RecordID(named.id)], context).first else {
            throw refusal(line, "this server has no such group any more")
        }
        return plan
    }

    private func refusal(_ line: CompareLine, _ reason: String) -> APIError {
        APIError(
            .notAllowed, message: "Could not copy \(line.area.title), \(line.key): \(reason).", request: "",
            server: client.server.description, nextStep: "Copy the others without it.")
    }
}

extension CompareLine {
    /// The document of settings that it is a part of.
    fileprivate var document: SettingsDocument? { area == .origins ? .system : area.document }
}
