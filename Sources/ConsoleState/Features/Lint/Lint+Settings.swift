import SisenseClient

/// The findings in the settings of a server.
extension Lint {
    func origins(_ survey: ServerSurvey, _ found: Found) async throws(APIError) {
        if !client.server.isPrivate { await found([Finding(.plainServer, client.server.description)]) }
        let settings = try await SystemSettingsService(client).read()
        survey.take(settings)
        guard settings.corsEnabled else {
            let risky = settings.allowedOrigins.filter { ![nil, .invalidOrigin].contains(Self.fault(of: $0)) }
            return await found(risky.map { Finding(.sleepingOrigin, $0, in: .cors) })
        }
        if settings.allowedOrigins.isEmpty { await found([Finding(.emptyOrigins, "CORS", in: .cors)]) }
        await found(
            settings.allowedOrigins.compactMap { entry in
                Self.fault(of: entry).map { Finding($0, entry, in: .cors) }
            })
    }

    /// The token of this session, which other profiles may use too.
    func token(_ found: Found) async {
        guard let issued = client.tokenIssued, issued < daysAgo(Self.tokenDays) else { return }
        let days = (Timestamp(context.dependencies.now()).milliseconds - issued.milliseconds) / 86_400_000
        let use = context.dependencies.tokenKeepers.use(of: client.account).clause
        await found([Finding(.oldToken, counted(Int(days), "day") + (use.isEmpty ? "" : ", \(use)"))])
    }

    /// The problem with an entry of the list of allowed origins; nil when there is none.
    private static func fault(of entry: String) -> LintRule? {
        switch AllowedOrigin(entry) {
        case .any: .wildcardOrigin
        case .subdomains: .subdomains
        case .invalid: .invalidOrigin
        case .exact(.tuple(_, let host, _)) where host.isLoopback: .localOrigin
        case .exact(.tuple("http", _, _)): .plainOrigin
        case .exact: nil
        }
    }

    func security(_ survey: ServerSurvey, _ found: Found) async throws(APIError) {
        let document = try await SettingsService(client).read(.security)
        survey.take(document, of: .security)
        let domains = document["embeddedDomains"]?.array ?? []
        if document["embeddedDomains"] != nil, domains.isEmpty || domains.contains("*") {
            await found([
                Finding(.framedByAll, "embedded domains", in: .settings, record: SettingsDocument.security.rawValue)
            ])
        }
        if document["passwordRegex"] == "" {
            await found([
                Finding(.noPasswordRule, "password rule", in: .settings, record: SettingsDocument.security.rawValue)
            ])
        }
    }

    /// A lockout after failed logins that is off.
    func lockout(_ survey: ServerSurvey, _ found: Found) async throws(APIError) {
        let document = try await SettingsService(client).read(.loginLockout)
        survey.take(document, of: .loginLockout)
        if document["enabled"] == false {
            await found([
                Finding(.noLockout, "login lockout", in: .settings, record: SettingsDocument.loginLockout.rawValue)
            ])
        }
    }

    func singleSignOn(_ survey: ServerSurvey, _ found: Found) async throws(APIError) {
        let document = try await SettingsService(client).read(.singleSignOn)
        survey.take(document, of: .singleSignOn)
        if document["enabled"] == true, document["lowSecurityJwtSso"] == true {
            await found([
                Finding(.weakSingleSignOn, "JWT", in: .settings, record: SettingsDocument.singleSignOn.rawValue)
            ])
        }
    }

    /// A licence that ends soon, and kinds of seats of which none is left.
    func licence(_ found: Found) async throws(APIError) {
        let licence = try await AccountService(client).licence()
        if let end = licence.expires, end < daysAgo(-Self.licenceDays) {
            let hasEnded = end < daysAgo(0)
            await found([
                Finding(hasEnded ? .licenceEnded : .licenceEnds, "\(hasEnded ? "ended " : "")on \(end.minuteText)")
            ])
        }
        for seats in licence.seats where seats.limit.map({ seats.used >= $0 && $0 > 0 }) == true {
            let subject = "\(seats.kind): \(Quantity.count(seats.used)) of \(Quantity.count(seats.limit ?? 0))"
            await found([Finding(.noSeats, subject, in: .users)])
        }
    }

    /// Files of the server's own record of changes that somebody has altered. Older versions keep none.
    func auditFiles(_ found: Found) async throws(APIError) {
        guard client.capabilities.refusal(of: .operation(Operation.getAuditFiles.id)) == nil else { return }
        do throws(APIError) {
            let files = try await ResourceReader(.auditFiles, client.trying).all()
            let altered = files.filter { $0.json["valid"]?.bool == false }.map { file in
                Finding.Culprit(
                    ResourceDescription.auditFiles.id.text(file), ResourceDescription.auditFiles.label.text(file))
            }
            await found([Finding(.alteredAudit, by: altered, in: .auditFiles)].compactMap(\.self))
        } catch {
            guard error.kind == .notFound else { throw error }
            client.capabilities.learn(.operation(Operation.getAuditFiles.id), refused: error)
        }
    }

    private func isReachable(_ server: ServerAddress) async -> Bool {
        (try? await client.reach(server)) != nil
    }

    /// Asks all of them at once: one that drops every packet takes a while to be given up.
    func trustedServers(_ found: Found) async throws(APIError) {
        let all = try await TrustedServersService(client).all().compactMap { server in
            (try? ServerAddress(server.address)).map {
                (culprit: Finding.Culprit(server.id, server.label), address: $0)
            }
        }
        let answers = try await all.concurrentMap { server throws(APIError) in await isReachable(server.address) }
        let plain = all.filter { !$0.address.isPrivate }.map(\.culprit)
        let lost = zip(all, answers).filter { !$1 }.map(\.0.culprit)
        await found(
            [
                Finding(.plainTrustedServer, by: plain, in: .trusted),
                Finding(.unreachableTrustedServer, by: lost, in: .trusted),
            ].compactMap(\.self))
    }
}
