/// The system settings as one document. It is saved whole, so keys this type does not know are kept as they are
/// (seeds/000, Enabling CORS using the REST API).
package struct SystemSettings: Sendable, Equatable {
    package let document: JSONValue

    package init(_ document: JSONValue) {
        self.document = document
    }

    package static let cors = JSONPath([.member("webServer"), .member("cors")])
    package static let corsEnabledPath = cors.appending(.member("enabled"))
    package static let allowedOriginsPath = cors.appending(.member("allowedOrigins"))

    package var corsEnabled: Bool { document[Self.cors]?.flag("enabled") ?? false }

    package var allowedOrigins: [String] {
        (document[Self.allowedOriginsPath]?.array ?? []).compactMap(\.string)
    }

    /// The first day of the week, which a save sets back to its default when it is left out.
    package var firstDay: String? { document.text("firstday") }

    /// A copy with one value changed; objects on the way to it are made where they are missing.
    package func setting(_ path: JSONPath, to value: JSONValue) -> SystemSettings {
        SystemSettings(document.setting(path, to: value))
    }

    /// A copy with other CORS settings; what else the document holds stays.
    package func setting(corsEnabled: Bool, allowedOrigins: [String]) -> SystemSettings {
        setting(Self.corsEnabledPath, to: .bool(corsEnabled))
            .setting(Self.allowedOriginsPath, to: .array(allowedOrigins.map(JSONValue.string)))
    }
}

extension SystemSettings {
    /// A copy that says that CORS is off where it says nothing and `other` does: what a save leaves out may stay.
    func stating(like other: SystemSettings) -> SystemSettings {
        guard document[Self.cors] == nil, other.document[Self.cors] != nil else { return self }
        return setting(corsEnabled: false, allowedOrigins: [])
    }
}

extension APIClient {
    /// A document as it is now; an empty one where a fresh server has no system settings yet, which it answers with
    /// 400 (`System settings are empty`).
    @concurrent func document(_ call: Call) async throws(APIError) -> JSONValue {
        do throws(APIError) {
            return try await json(call)
        } catch  where call.operation == .getSystemSettings && error.kind == .refused && error.status == 400 {
            return [:]
        }
    }
}

/// The system settings document, which holds the CORS settings among much else.
package struct SystemSettingsService: Sendable {
    private let client: APIClient

    package init(_ client: APIClient) {
        self.client = client
    }

    /// The system settings as they are now, CORS among them.
    @concurrent package func read() async throws(APIError) -> SystemSettings {
        SystemSettings(try await client.document(try client.call(.getSystemSettings)))
    }

    /// The plan that saves `edited`, made from `base` as it was read. The whole document is sent, with `firstday`:
    /// where the document has none, it is taken from the public settings. Just before sending, the document is read
    /// again and must still be `base`.
    /// On a server that `isProduction`, an origin without encryption is critical.
    @concurrent package func planSave(
        _ edited: SystemSettings, base: SystemSettings, isProduction: Bool = false
    ) async throws(APIError) -> RequestPlan {
        var document = edited.document
        var before = base.stating(like: edited).document
        var warnings = warnings(from: base, to: edited)
        let plain = Self.added(from: base, to: edited).filter { $0.hasPrefix("http:") }
        if isProduction { warnings += plain.map { "\($0) does not belong on a production server." } }
        if edited.firstDay == nil {
            let publicSettings = try await client.read(.getPublicSettings).json()
            if let day = publicSettings.text("firstday") {
                document["firstday"] = .string(day)
                before["firstday"] = .string(day)
                warnings.append(
                    "The first day of the week (\(day)) is sent along, because a save without it resets it.")
            }
        }
        return RequestPlan(
            title: PlanTitle(stringLiteral: Self.title(from: base, to: edited)),
            call: try client.call(.replaceSystemSettings, body: .json(document)),
            danger: isProduction && !plain.isEmpty ? .critical : danger(from: base, to: edited),
            target: .init(server: client.server, name: "system settings"),
            base: base.document, result: document,
            inverse: try client.call(.replaceSystemSettings, body: .json(before)),
            impact: Self.impact(from: base, to: edited), warnings: warnings,
            precondition: Precondition(read: try client.call(.getSystemSettings), base: base.document),
            replan: { client, edited, base throws(APIError) in
                try await SystemSettingsService(client).planSave(
                    SystemSettings(edited), base: SystemSettings(base), isProduction: isProduction)
            })
    }

    /// The plan that saves `edited`, made from `base` as it was shown, merged with what the server has by now.
    @concurrent package func planEdit(
        _ edited: SystemSettings, base: SystemSettings, isProduction: Bool = false
    ) async throws(APIError) -> RequestPlan {
        try await client.planMerged(
            edited.document, base: base.document, name: "The \(SettingsDocument.system.title)",
            reading: { client throws(APIError) in try await SystemSettingsService(client).read().document },
            plan: { client, edited, base throws(APIError) in
                try await SystemSettingsService(client).planSave(
                    SystemSettings(edited), base: SystemSettings(base), isProduction: isProduction)
            })
    }

    private static func title(from base: SystemSettings, to edited: SystemSettings) -> String {
        let paths = changedPaths(from: base, to: edited)
        let isCORS = !paths.isEmpty && paths.allSatisfy { $0.hasPrefix(SystemSettings.cors.description) }
        return isCORS ? "Save the CORS settings" : "Save the system settings"
    }

    /// Listing one more site, or one less, hurts only that site; anything else reaches everyone.
    private func danger(from base: SystemSettings, to edited: SystemSettings) -> Danger {
        let paths = Self.changedPaths(from: base, to: edited)
        let isList = paths.allSatisfy { $0.hasPrefix(SystemSettings.allowedOriginsPath.description) }
        let isGrave = Self.addsWildcard(from: base, to: edited) || removesOwnOrigin(from: base, to: edited)
        return isList && !isGrave ? .destructive : .critical
    }

    private static func changedPaths(from base: SystemSettings, to edited: SystemSettings) -> [String] {
        JSONDiff(from: base.document, to: edited.document).changes.map(\.path.description)
    }

    /// Pages that reach this server by the address of this session use it from there.
    private func removesOwnOrigin(from base: SystemSettings, to edited: SystemSettings) -> Bool {
        let own = client.server.origin
        return base.allowedOrigins.contains(own) && !edited.allowedOrigins.contains(own)
    }

    private static func addsWildcard(from base: SystemSettings, to edited: SystemSettings) -> Bool {
        added(from: base, to: edited).contains { $0.contains("*") }
    }

    private static func added(from base: SystemSettings, to edited: SystemSettings) -> [String] {
        edited.allowedOrigins.filter { !base.allowedOrigins.contains($0) }
    }

    private static func impact(from base: SystemSettings, to edited: SystemSettings) -> [String] {
        var impact: [String] = []
        if base.corsEnabled && !edited.corsEnabled {
            impact.append(
                "Web pages of other sites can no longer use this server: \(counted(base.allowedOrigins.count, "origin"))."
            )
        }
        if !base.corsEnabled && edited.corsEnabled {
            let origins = edited.allowedOrigins
            let names = origins.isEmpty ? "" : ": \(Excerpt.of(origins))"
            impact.append("Web pages of \(counted(origins.count, "origin")) may use this server\(names).")
        }
        for origin in added(from: base, to: edited) {
            let subject = origin == "*" ? "Web pages of every site" : origin
            impact.append(
                edited.corsEnabled
                    ? "\(subject) may use this server."
                    : "\(origin) is added to the list. CORS is off, so it has no effect until that is on."
            )
        }
        for origin in base.allowedOrigins where !edited.allowedOrigins.contains(origin) {
            impact.append("\(origin) loses access.")
        }
        return impact
    }

    private func warnings(from base: SystemSettings, to edited: SystemSettings) -> [String] {
        var warnings = SettingsDocument.system.warnings(
            from: base.document, to: edited.document, changing: Self.changedPaths(from: base, to: edited))
        if removesOwnOrigin(from: base, to: edited) {
            warnings.append(
                "\(client.server.origin) is the address this session uses: pages served from it lose access.")
        }
        if edited.corsEnabled, edited.allowedOrigins.isEmpty {
            warnings.append("CORS is on with an empty list: no other site is allowed.")
        }
        // An origin that was listed before begins to count when CORS is turned on.
        let isTurnedOn = edited.corsEnabled && !base.corsEnabled
        for origin in isTurnedOn ? edited.allowedOrigins : Self.added(from: base, to: edited) {
            guard case .accepted(_, let risks) = OriginEntry.parse(origin) else { continue }
            warnings += risks.map { "\(origin): \($0)" }
        }
        return warnings
    }
}
