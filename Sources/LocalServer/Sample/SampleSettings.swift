import SisenseClient

/// The settings of the sample company.
enum SampleSettings {
    /// The documents of the settings table by id.
    static func documents(_ size: SampleSize) -> [(id: String, document: JSONObject)] {
        let documents: [(String, JSONValue)] = [
            ("system", system), ("security", security), ("login_lockout", lockout), ("status", status),
            ("license", license(size)), ("globalization", globalization), ("sso", sso),
            ("elasticube_server", elasticubeServer), ("suggestions", suggestions), ("email_server", emailServer),
            ("branding", branding),
        ]
        return documents.map { ($0.0, $0.1.object ?? JSONObject()) }
    }

    /// Those that are there once somebody has saved them.
    static let saved: Set = ["system", "security", "globalization", "sso", "suggestions", "email_server", "branding"]

    private static let system: JSONValue = [
        "_id": "64ab00000000000000000f01", "alias": "bi.acme.example", "firstday": "mon",
        "usage": ["enabled": true, "restoreDashboards": true], "fiscal": ["month": "apr", "format": "start"],
        "dashboardAdministration": ["enabled": true], "dataExplore": ["enabled": false],
        "email": ["enabled": true, "senderEmail": "bi@acme.example", "senderName": "Acme BI"],
        "webServer": [
            "enableSSl": false,
            "cors": [
                "enabled": false,
                "allowedOrigins": ["https://app.acme.example", "http://localhost:4200"],
            ],
        ],
        "reporting": ["endUserScheduling": ["enabled": true]], "authentication": ["domainGroupLogin": false],
        "dashboardCoAuthoring": ["enabled": false],
    ]

    private static let security: JSONValue = [
        "_id": "64ab00000000000000000f02", "name": "security", "cookieExp": 30, "passwordRegex": "^.{8,}$",
        "passwordError": "The password needs at least eight characters", "defaultTimeout": 0, "adminsTimeout": 0,
        "authenticationMode": "client", "sameSite": "Lax", "allowAddServers": true,
        "embeddedDomains": ["https://app.acme.example"],
    ]

    private static let lockout: JSONValue = [
        "enabled": true, "maxFailedAttempts": 5, "failedAttemptsPeriod": 10, "lockoutPeriod": 15,
    ]

    private static let status: JSONValue = [
        "version": ["version": "2026.1.0.100", "isBigData": false, "isFeaturedDashboardsOn": false],
        "license": ["isMobileEnabled": true, "isExpired": false],
    ]

    private static let globalization: JSONValue = [
        "language": "en-US", "localization": ["default": "en-US", "autoDetectEnabled": true],
    ]

    private static let sso: JSONValue = [
        "_id": "64ab00000000000000000f03", "name": "sso", "enabled": false, "ssoType": "jwt",
        "userCreationDisabled": true, "loginUrl": "", "logoutUrl": "", "sharedSecret": "", "loginUrlSaml": "",
        "logoutUrlSaml": "", "idPCert": "", "lowSecurityJwtSso": false, "syncGroupsFromSamlToken": false,
    ]

    private static let elasticubeServer: JSONValue = [
        "DefaultDataDirectory": "/opt/sisense/storage", "ElasticubeMemoryAllocation": 8192,
        "DataImportChunkSize": 10000,
        "SimultaneousQueryExecutions": 8, "QueryTimeout": 300, "RecycleQueries": true, "RserverEnabled": true,
        "Rserver": "rserver.acme.example:6311",
    ]

    private static let suggestions: JSONValue = [
        "lastExecution": "2026-09-30T02:00:00.000Z", "jobStatus": "enabled", "jobFrequent": "0 2 * * *",
        "executionStatus": "idle",
    ]

    private static let emailServer: JSONValue = [
        "enable": true, "host": "smtp.acme.example", "port": 587, "secure": false, "requireTLS": true, "type": "SMTP",
        "user": "bi", "senderName": "Acme BI", "senderEmail": "bi@acme.example",
    ]

    private static let branding: JSONValue = ["title": "Acme BI", "logo": "", "pageTitle": "Acme BI", "theme": "light"]

    /// Room for a third more people than there are.
    private static func license(_ size: SampleSize) -> JSONValue {
        [
            "expirationDate": "2030-01-01T00:00:00.000Z", "trial": false, "maxAdmins": .count(5 + size.users / 20),
            "maxDesigners": .count(20 + size.users / 3), "maxViewers": .count(60 + size.users * 4 / 3),
            "bigData": false, "highAvailability": false, "macine": "srv-01",
        ]
    }

    static let features: [JSONObject] = [
        feature(
            "alerting", "Alerting", "Alerts on builds and on key figures.",
            [("buildSubscription", true), ("kpiSubscription", true)]),
        feature("dataExploration", "Data exploration", "Lets viewers drill into any widget.", []),
        feature(
            "exporting", "Exporting", "Dashboards and widgets as PDF, image and spreadsheet.",
            [("pdf", true), ("png", true), ("xlsx", false)]),
        feature("mobile", "Mobile", "The mobile app may connect.", [], active: false),
        feature("narration", "Narration", "Sentences that tell what a widget shows.", [], active: false),
        feature("pivot2", "New pivot tables", "Pivot tables that load while they are scrolled.", []),
        feature("restApi", "REST API", "Programs may use this server.", []),
        feature(
            "scheduledReports", "Scheduled reports", "Dashboards by mail at set times.",
            [("dailySubscription", true), ("weeklySubscription", true)]),
        feature("suggestions", "Suggestions", "Proposes widgets for a data source.", []),
        feature("usageAnalytics", "Usage analytics", "Counts who opens what.", [], active: false),
    ]

    private static func feature(
        _ key: String, _ name: String, _ description: String, _ subscriptions: [(String, Bool)], active: Bool = true
    ) -> JSONObject {
        JSONObject([
            ("key", .string(key)), ("active", .bool(active)), ("name", .string(name)),
            ("description", .string(description)),
            ("subscriptions", .array(subscriptions.map { ["name": .string($0.0), "active": .bool($0.1)] })),
        ])
    }
}

/// The languages of the sample server, with a few of their words.
enum Translations {
    static let all: [String: [String: String]] = [
        "en-US": ["dashboard": "Dashboard", "share": "Share", "users": "Users", "groups": "Groups", "save": "Save"],
        "de-DE": [
            "dashboard": "Dashboard", "share": "Teilen", "users": "Benutzer", "groups": "Gruppen", "save": "Speichern",
        ],
        "es-ES": [
            "dashboard": "Panel", "share": "Compartir", "users": "Usuarios", "groups": "Grupos", "save": "Guardar",
        ],
        "fr-FR": [
            "dashboard": "Tableau de bord", "share": "Partager", "users": "Utilisateurs", "groups": "Groupes",
            "save": "Enregistrer",
        ],
        "ja-JP": ["dashboard": "ダッシュボード", "share": "共有", "users": "ユーザー", "groups": "グループ", "save": "保存"],
    ]
}
