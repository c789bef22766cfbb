import SisenseClient

extension BodyForms {
    private static let enabled = Form.object(["enabled": .flag])

    private static let system = Form.object([
        "alias": .text, "firstday": .choice(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
        "usage": .object(["enabled": .flag, "restoreDashboards": .flag]),
        "fiscal": .object(["month": .choice(months), "format": .text]),
        "dashboardAdministration": enabled, "dataExplore": enabled, "dashboardCoAuthoring": enabled,
        "email": .object(["enabled": .flag, "senderEmail": .email, "senderName": .text]),
        "webServer": .object([
            "enableSSl": .flag, "cors": .object(["enabled": .flag, "allowedOrigins": .texts]),
        ]),
        "reporting": .object(["endUserScheduling": enabled]),
        "authentication": .object(["domainGroupLogin": .flag]),
    ])

    private static let emailServer = Form.object(
        requires: ["enable": .flag, "host": .name, "port": .whole(1...65_535)],
        [
            "secure": .flag, "ignoreTLS": .flag, "requireTLS": .flag, "connectionTimeout": .count,
            "greetingTimeout": .count, "socketTimeout": .count, "user": .text, "pass": .text, "logger": .flag,
            "debug": .flag, "customAuthMethod": .text, "type": .choice(["SMTP", "Mandrill"]), "apiKey": .text,
            "workstation": .text,
            "domain": .text, "senderName": .text, "senderEmail": .email,
        ])

    private static let globalization = Form.object(
        requires: ["language": .name],
        ["localization": .object(["default": .text, "autoDetectEnabled": .flag]), "name": .text])

    private static let minutes = Form.whole(1...10_000)
    private static let databaseUser = Form.object(requires: ["userName": .name, "password": .name])

    static let settings: Table = [
        .replaceSystemSettings: system, .replaceSystemSettingsV0: system,
        .replaceSSOSettings: .object([
            "name": .text, "enabled": .flag, "ssoType": .choice(["jwt", "saml"]), "userCreationDisabled": .flag,
            "loginUrl": .url, "logoutUrl": .url, "sharedSecret": .text, "loginUrlSaml": .url,
            "logoutUrlSaml": .url, "idPCert": .text, "lowSecurityJwtSso": .flag, "syncGroupsFromSamlToken": .flag,
        ]),
        .createEmailServer: emailServer, .updateEmailServer: emailServer.partial,
        .createGlobalization: globalization, .replaceGlobalization: globalization,
        .replaceSecuritySettings: .object([
            "cookieExp": .count, "passwordRegex": .text, "passwordError": .text, "defaultTimeout": .count,
            "adminsTimeout": .count, "authenticationMode": .choice(["client", "server"]), "embeddedDomains": .texts,
            "sameSite": .text, "allowAddServers": .flag,
        ]),
        .replaceBranding: .object(["title": .text, "pageTitle": .text, "copyrightText": .text, "emails": .anyObject]),
        .updateLoginLockout: .object([
            "enabled": .flag, "maxFailedAttempts": minutes, "failedAttemptsPeriod": minutes, "lockoutPeriod": minutes,
        ]),
        // The reference does not say what the body looks like; a bare boolean is taken as well.
        .toggleFeature: .either(
            .flag,
            .object([
                "active": .flag, "toggleFeature": .flag,
                "subscriptions": .list(.object(requires: ["name": .name, "active": .flag])),
            ])),
        .updatePlugins: .list(
            .object(
                requires: ["folderName": .name],
                ["isEnabled": .flag, "name": .text, "version": .either(.text, .number), "lastUpdate": .text])),
        .changeDatabasePassword: databaseUser, .changeAppDatabasePassword: databaseUser,
        // A JSON string, or an object with one.
        .encryptText: .either(.text, .anyObject), .decryptText: .either(.text, .anyObject),
        .logDashboardTimer: .anyObject,
        .replaceDesignSettings: .object([
            "typography": .anyObject, "general": .anyObject, "dashboards": .anyObject,
        ]),
    ]

    private static let customAction = Form.object(
        requires: ["type": .name], ["body": .text, "snippet": .anyObject])
    private static let notebook = Form.object(
        requires: ["displayName": .name],
        [
            "notebookType": .name, "description": .text, "codePath": .text, "language": .text, "mode": .text,
            "columns": .list(.anyObject), "additionalParameters": .list(.anyObject),
        ])

    static let customCode: Table = [
        .getCustomAction: customAction, .saveCustomAction: customAction, .deleteCustomAction: customAction,
        .saveBloxAction: customAction, .deleteBloxAction: customAction,
        .createNotebook: notebook, .updateNotebook: notebook.partial,
    ]

    private static let location = Form.either(
        .object(requires: ["name": .name], ["country": .text, "state": .text, "city": .text]), .name)

    static let webApplication: Table = [
        .createCustomData: .anyObject, .queryCustomData: .anyObject, .deleteCustomData: .anyObject,
        .updateCustomData: .object(requires: ["queryForSearch": .anyObject, "objectForUpdate": .anyObject]),
        .exportExcel: .anyObject,
        .findLocations: .either(
            .object(requires: ["locations": .list(location)], ["geoLevel": .text]), .list(location)),
        // The members are spelled in two ways: `charttype` by the seeds, `chartType` and the rest by later servers.
        .narrateWidget: .object([
            "charttype": .name, "chartType": .name, "widgetId": .text, "dashboardId": .text,
            "format": .choice(["bullets", "paragraph"]), "verbosity": .choice(["low", "medium", "high"]),
            "narration": .object([
                "format": .choice(["bullets", "paragraph"]), "verbosity": .choice(["low", "medium", "high"]),
            ]),
        ]),
        .querySuggestions: .object(
            requires: [
                "datasource": .object(requires: ["title": .name]), "type": .choice(["widgets"]),
                "fields": .list(.object(requires: ["dim": .name])),
            ],
            ["count": .count, "skip": .count, "popular": .flag]),
        .refreshSuggestions: .object(["data": .flag, "ranking": .flag]),
    ]
}
