import SisenseClient

/// The answer of the server about a section. Sections that stand in one document are read together.
enum SectionFacts: Sendable {
    case document(JSONValue)
    case servers([TrustedServer])
    case directories([LDAPDomain])
    case token(TokenFacts)
    /// The people who were logged in last, the newest first.
    case logins([User])
    /// Nothing of its own.
    case none

    /// The way to the facts. Two sections with the same one are read once.
    enum Source: Sendable, Hashable {
        case document(SettingsDocument)
        case servers, directories, token, logins, none

        init(_ section: SecuritySection) {
            switch section {
            case .cors, .embedding, .sessions, .passwords, .lockouts, .sso, .email, .switches:
                self = section.document.map { .document($0.document) } ?? .none
            case .trusted: self = .servers
            case .ldap: self = .directories
            case .tokens: self = .token
            case .others: self = .logins
            case .settings: self = .none
            }
        }

        /// Those of all sections, each once, in the order they first stand in.
        static let all: [Source] = SecuritySection.allCases.reduce(into: []) { all, section in
            let source = Source(section)
            if !all.contains(source) { all.append(source) }
        }

        var sections: [SecuritySection] { SecuritySection.allCases.filter { Source($0) == self } }

        /// - Throws: `APIError`. What a server of another version lacks is no failure in the trace.
        @concurrent func read(_ context: WorkContext) async throws(APIError) -> SectionFacts {
            let client = context.client.trying
            switch self {
            case .document(let document): return .document(try await SettingsService(client).read(document))
            case .servers: return .servers(try await TrustedServersService(client).all())
            case .directories: return .directories(try await LDAPService(client).all())
            case .token: return .token(try await TokenFacts.read(context))
            case .logins: return .logins(try await OtherPeople.read(context))
            case .none: return .none
            }
        }
    }

    /// As the server sent it; `null` where nothing was read.
    var json: JSONValue {
        switch self {
        case .document(let document): document
        case .servers(let servers): .array(servers.map(\.raw))
        case .directories(let domains): .array(domains.map(\.raw))
        case .token, .logins, .none: .null
        }
    }
}

/// How a section stands, in a few words, and whether it should worry anyone.
package struct SectionState: Sendable, Equatable {
    let text: String
    let worry: RowStyle.Sign
    /// True for what this version of the server does not have, so that nothing can be done with it.
    let isLacking: Bool

    init(_ text: String, _ worry: RowStyle.Sign = .none, isLacking: Bool = false) {
        (self.text, self.worry, self.isLacking) = (text, worry, isLacking)
    }

    init(of section: SecuritySection, _ facts: SectionFacts, _ context: WorkContext) {
        switch facts {
        case .document(let document): self = Self.settings(of: section, document, context)
        case .servers(let servers): self = Self.trust(servers, context)
        case .directories(let domains): self = Self.directories(domains)
        case .token(let facts): self = Self.token(facts, context)
        case .logins(let users): self = Self.logins(users, context)
        case .none: self.init(counted(SettingsDocument.allCases.count, "document"))
        }
    }

    /// The reason why nothing is known of a section. That a version lacks it is no fault.
    init(of section: SecuritySection, failure error: APIError) {
        switch error.kind {
        case .notFound where section.document?.document.canBeCreated == true: self.init("not set")
        case .notFound: self.init("not on this server")
        case .forbidden: self.init("not for your role")
        case .refused where error.status == 400: self.init("not set")
        case .serverFault: self.init("not known: HTTP \(error.status ?? 500)", .attention)
        default: self.init("not known: \(error.message)", .attention)
        }
    }

    private static func settings(
        of section: SecuritySection, _ document: JSONValue, _ context: WorkContext
    ) -> SectionState {
        /// The value of a setting as a form says it; nil for one that the document does not hold.
        func text(_ path: String) -> String? {
            let field = section.fields.first { $0.id == path }
            return field.flatMap { document[$0.path].isNone ? nil : $0.text(in: document) }
        }
        func joined(_ parts: [String?]) -> SectionState {
            let text = parts.compactMap(\.self).joined(separator: ", ")
            return SectionState(text.isEmpty ? "not reported" : text)
        }
        switch section {
        case .cors where document.object == nil: return SectionState("not reported")
        case .cors
        where document[SystemSettings.corsEnabledPath].isNone && document[SystemSettings.allowedOriginsPath].isNone:
            return SectionState("not set")
        case .cors: return origins(SystemSettings(document))
        case .embedding:
            guard let sites = document["embeddedDomains"]?.array else { return SectionState("not reported") }
            return sites.isEmpty
                ? SectionState("any site may frame", .attention) : SectionState(counted(sites.count, "site"))
        case .sessions:
            let isIdle = document["authenticationMode"] == "server"
            let kind = document["authenticationMode"].isNone ? nil : isIdle ? "idle" : "cookie"
            return joined([kind, text(isIdle ? "defaultTimeout" : "cookieExp")])
        case .passwords:
            guard let rule = document["passwordRegex"]?.string else { return SectionState("not reported") }
            return rule.isEmpty ? SectionState("no rule", .attention) : SectionState("a rule is set")
        case .lockouts: return lockout(document, context)
        case .sso: return signOn(document)
        case .email:
            if document["host"].isNone, document["enable"].isNone { return SectionState("not reported") }
            guard let host = document["host"]?.string, document["enable"] != false else { return SectionState("off") }
            return document["ignoreTLS"] == true ? SectionState("\(host), never TLS", .attention) : SectionState(host)
        case .switches:
            return joined([
                text("webServer.enableSSl").map { "TLS \($0)" },
                text("authentication.domainGroupLogin") == "on" ? "imported groups only" : nil,
            ])
        case .tokens, .others, .trusted, .ldap, .settings: return SectionState("")
        }
    }

    private static func lockout(_ document: JSONValue, _ context: WorkContext) -> SectionState {
        guard !document["enabled"].isNone else { return SectionState("not reported") }
        guard document["enabled"] == true else { return SectionState("off", .attention) }
        let rule = document["maxFailedAttempts"]?.integer.map { "after \($0)" } ?? "on"
        // Every account has to be asked about by itself, which the findings have done.
        let locked = context.findings[RecordID(LintRule.lockedAccounts.rawValue)]?.count ?? 0
        return locked == 0 ? SectionState(rule) : SectionState("\(rule), \(locked) locked", .attention)
    }

    private static func signOn(_ document: JSONValue) -> SectionState {
        let kind = document["ssoType"]?.string?.uppercased() ?? ""
        guard !kind.isEmpty || !document["enabled"].isNone else { return SectionState("not reported") }
        guard document["enabled"] == true else {
            return SectionState(kind.isEmpty ? "off" : "off, \(kind) set up")
        }
        guard document["lowSecurityJwtSso"] != true else { return SectionState("\(kind), low security", .attention) }
        return SectionState(kind.isEmpty ? "on" : kind)
    }

    private static func origins(_ settings: SystemSettings) -> SectionState {
        let count = settings.allowedOrigins.count
        let isRisky = settings.allowedOrigins.contains { entry in
            if case .accepted(_, let warnings) = OriginEntry.parse(entry) { !warnings.isEmpty } else { true }
        }
        return SectionState(
            "\(settings.corsEnabled ? "on" : "off"), \(count) listed", isRisky && count > 0 ? .attention : .none)
    }

    private static func trust(_ servers: [TrustedServer], _ context: WorkContext) -> SectionState {
        guard !servers.isEmpty else { return SectionState("none") }
        let lost = servers.count { context.hub.answers[$0.address]?.isFailure == true }
        if lost > 0 { return SectionState("\(servers.count), \(lost) without answer", .fault) }
        let isPlain = servers.contains { $0.address.hasPrefix("http:") }
        return SectionState(
            isPlain ? "\(servers.count), not encrypted" : "\(servers.count)", isPlain ? .attention : .none)
    }

    private static func directories(_ domains: [LDAPDomain]) -> SectionState {
        guard !domains.isEmpty else { return SectionState("none") }
        let isPlain = domains.contains { $0.url.hasPrefix("ldap:") }
        return SectionState(
            counted(domains.count, "domain") + (isPlain ? ", no TLS" : ""), isPlain ? .attention : .none)
    }

    /// Days before its end from which on a token is worth a word.
    private static let lastDays: Int64 = 14

    private static func token(_ facts: TokenFacts, _ context: WorkContext) -> SectionState {
        let (now, times) = (Timestamp(context.dependencies.now()), facts.times)
        var isLacking = false
        if case .lacking = facts.kept { isLacking = true }
        if let ends = times.ends, ends < now { return SectionState("expired", .fault, isLacking: isLacking) }
        let users = facts.use.certain.count > 1 ? ", \(counted(facts.use.certain.count, "profile"))" : ""
        if let ends = times.ends, ends.milliseconds - now.milliseconds < lastDays * OtherPeople.dayMilliseconds {
            return SectionState("ends \(ends.minuteText)\(users)", .attention, isLacking: isLacking)
        }
        guard let issued = times.issued else { return SectionState("age not known\(users)", isLacking: isLacking) }
        let isOld = now.milliseconds - issued.milliseconds > Lint.tokenMilliseconds
        let age = Age.text(of: issued.sortKey, at: context.dependencies.now()) ?? "now"
        return SectionState("issued \(age)\(users)", isOld ? .attention : .none, isLacking: isLacking)
    }

    private static func logins(_ users: [User], _ context: WorkContext) -> SectionState {
        let yesterday = Timestamp(context.dependencies.now()).milliseconds - OtherPeople.dayMilliseconds
        let count = users.count { ($0.lastLogin?.milliseconds ?? 0) > yesterday }
        let isMore = count >= OtherPeople.most - 1
        return SectionState("\(isMore ? "\(count)+ people" : counted(count, of: "people")) in one day")
    }
}

extension JSONValue? {
    /// True for a member that is not there, or is `null`.
    fileprivate var isNone: Bool { self?.isNull ?? true }
}
