import SisenseClient

/// Makes differences here as they are or were there, each by a plan. What belongs to one document of settings is one
/// plan, as are the shares of one dashboard: two would stand in each other's way.
struct ComparePlans: Sendable {
    let context: WorkContext

    init(_ context: WorkContext) {
        self.context = context
    }

    var client: APIClient { context.client }

    /// The changes that carry these lines over. Throws `APIError` when there is nothing to carry, or a record cannot be
    /// read.
    func plans(for lines: [CompareLine]) async throws(APIError) -> [RequestPlan] {
        guard !lines.isEmpty else {
            throw APIError(
                .invalidCall, message: "Nothing differs here.", request: "", server: client.server.description)
        }
        if let unread = lines.first(where: { $0.state == .unread }) { throw refusal(unread, "it could not be read") }
        var plans: [RequestPlan] = []
        for document in SettingsDocument.allCases {
            let own = lines.filter { $0.document == document }
            if !own.isEmpty { plans.append(try await plan(document, own)) }
        }
        for line in lines where line.document == nil && line.area != .shares {
            guard line.state == .differs else { throw refusal(line, "several have this name") }
            switch line.area {
            case .features: plans.append(try await feature(line))
            case .servers: plans.append(try await server(line))
            case .groups where line.there == nil: break
            case .groups: plans += try await group(line)
            case .roles:
                if let obstacle = line.obstacle { throw refusal(line, obstacle) }
            case .origins, .shares, .system, .security, .singleSignOn, .emailServer, .globalization, .loginLockout:
                break
            }
        }
        plans += try await permissions(lines.filter(\.isPermission))
        plans += try await groupDeletions(lines.filter { $0.area == .groups && $0.there == nil })
        return plans + (try await shares(lines.filter { $0.area == .shares }))
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
            guard let value = line.there?.value else {
                throw refusal(line, "a setting that is not there cannot be removed")
            }
            guard line.state != .unknown, Redactor.json(value) == value, !line.path.contains(where: Redactor.isSecret)
            else { throw refusal(line, "secrets are not copied") }
            edited = edited.setting(JSONPath(line.path.map(JSONPath.Step.member)), to: value)
        }
        return try await service.planSave(document, edited: edited, base: base)
    }

    /// What roles allow, a plan for each place in a role's manifest.
    private func permissions(_ lines: [CompareLine]) async throws(APIError) -> [RequestPlan] {
        guard let first = lines.first else { return [] }
        let service = RolesService(client)
        let roles = try await service.withManifests()
        var plans: [RequestPlan] = []
        for name in Tally(lines.map { $0.path[0] }).values {
            guard let role = roles.first(where: { $0.name == name }) else {
                throw refusal(lines.first { $0.path[0] == name } ?? first, "this server has no such role")
            }
            let changes = lines.filter { $0.path[0] == name }.compactMap { line -> ManifestChange? in
                guard let wanted = line.there?.value else { return nil }
                let path = Array(line.path.dropFirst())
                let position = JSONPath((["manifest"] + path).map(JSONPath.Step.member))
                return ManifestChange(path, now: role.raw[position], wanted: wanted)
            }
            // Each is made on what the one before leaves.
            var own = try service.planManifest(role, changes.filter { $0.now != $0.wanted })
            for index in own.indices.dropFirst() { own[index] = own[index].following([own[index - 1]]) }
            plans += own
        }
        return plans
    }

    private func feature(_ line: CompareLine) async throws(APIError) -> RequestPlan {
        let service = FeaturesService(client)
        guard let active = line.there?.value.bool,
            let feature = try await service.all().first(where: { $0.id == line.path[0] })
        else { throw refusal(line, "only one of the two has this feature") }
        return try await service.planToggle(feature, active: active)
    }

    private func server(_ line: CompareLine) async throws(APIError) -> RequestPlan {
        let service = TrustedServersService(client)
        let same = try await service.all().filter { $0.address == line.path[0] }
        guard same.count < 2 else { throw refusal(line, "it is on the list \(counted(same.count, "time"))") }
        let known = same.first
        let address: ServerAddress
        do throws(ServerAddressError) {
            address = try ServerAddress(line.there?.path[0] ?? line.path[0])
        } catch {
            throw refusal(line, error.description)
        }
        switch (known, line.there?.value.string) {
        case (let known?, nil): return try await service.planRemove(known)
        case (let known?, let name?): return try await service.planEdit(known, address: address, name: name)
        case (nil, let name?): return try service.planAdd(address: address, name: name)
        case (nil, nil): throw refusal(line, "it is no longer on the list")
        }
    }

    func refusal(_ line: CompareLine, _ reason: String) -> APIError {
        let name = line.state == .unread ? line.key : "\(line.area.title), \(line.key)"
        return APIError(
            .notAllowed, message: "Could not copy \(name): \(reason).", request: "",
            server: client.server.description, nextStep: "Copy the others without it.")
    }
}

extension CompareLine {
    /// The document of settings that it is a part of.
    fileprivate var document: SettingsDocument? { area == .origins ? .system : area.document }
}
