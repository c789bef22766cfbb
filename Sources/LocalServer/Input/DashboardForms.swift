import SisenseClient

extension BodyForms {
    /// A data source as dashboards, widgets and queries name it: the whole, or its full name alone.
    private static let datasource = Form.either(
        .object([
            "title": .nullable(.text), "fullname": .nullable(.text), "id": .nullable(.text),
            "address": .nullable(.text), "database": .nullable(.text),
        ]), .text)

    private static let share = Form.object(
        requires: ["shareId": .name],
        ["type": .nullable(.text), "rule": .nullable(.text), "subscribe": .nullable(.flag), "isGroup": .flag])

    private static let dashboard = Form.object(
        requires: ["title": .name],
        [
            "desc": .nullable(.text), "parentFolder": .nullable(.text), "datasource": .nullable(datasource),
            "filters": .list(.anyObject), "layout": .anyObject, "style": .anyObject, "shares": .list(share),
            "previewLayout": .nullable(.list(.anyObject)), "defaultFilters": .nullable(.list(.anyObject)),
            "dataExploration": .flag, "widgets": .list(.anyObject),
        ])

    private static let widget = Form.object(
        requires: ["type": .name],
        [
            "title": .text, "subtype": .text, "desc": .nullable(.text), "datasource": .nullable(datasource),
            "metadata": .anyObject, "style": .anyObject, "options": .anyObject,
        ])

    private static let newOwner = Form.object(
        requires: ["ownerId": .name], ["originalOwnerRule": .choice(["edit", "view"])])

    private static let source = Form.object(
        requires: ["title": .name], ["fullname": .text, "id": .text, "address": .text, "database": .text])

    static let dashboards: Table = [
        .createDashboard: dashboard, .updateDashboard: dashboard.partial, .importDashboard: dashboard,
        // One dashboard alone is taken as a list of one.
        .importDashboards: .either(.list(dashboard.partial), dashboard),
        .copyDashboards: .object(
            requires: ["server": .name],
            [
                "authorization": .object(["token": .text, "deviceId": .nullable(.text)]),
                "dashboards": .list(.object(requires: ["id": .name], ["action": .text])),
            ]),
        .changeDashboardOwner: newOwner, .changeOwnerAsAdministrator: newOwner,
        .replaceDashboardShares: .object(
            requires: ["sharesTo": .list(share)],
            [
                "sharesToNew": .list(
                    .object(
                        requires: ["email": .name], ["rule": .choice(["view", "edit"]), "subscribe": .nullable(.flag)])),
                "isPublic": .flag, "allowChangeSubscription": .flag, "subscription": .nullable(.anyObject),
            ]),
        .replaceDashboardSubscription: .object([
            "active": .flag, "subscribe": .flag, "schedule": .nullable(.text), "timezone": .nullable(.text),
            "isDataChange": .flag,
        ]),
        .replaceDatasource: .either(source, .object(requires: ["datasource": source])),
        .searchDashboards: .object([
            "queryParams": .object([
                "ownershipType": .text, "dashboardType": .text, "search": .text, "ownerInfo": .flag, "asObject": .flag,
            ]),
            "queryOptions": .object(["fields": .text, "sort": .anyObject, "limit": .count, "skip": .count]),
        ]),
        .exportWidgetPDF: .object(["params": .anyObject]),
        .createWidget: widget, .updateWidget: widget.partial, .replaceWidgetV0: widget.partial,
        .replaceDashboardV0: dashboard.partial, .updateDashboardV0: dashboard.partial,
        .createFolder: .object(requires: ["name": .name], ["parentId": .nullable(.text)]),
        .updateFolder: .object(["name": .name, "parentId": .nullable(.text), "owner": .name]),
    ]

    private static let party = Form.object(
        requires: ["type": .choice(["user", "group", "adgroup"])], ["id": .text])
    private static let channel = Form.object(["active": .flag, "url": .url])

    private static let alert = Form.object(
        requires: ["name": .name],
        [
            "message": .text, "enabled": .flag, "script": .text, "parties": .list(party), "disabledUsers": .texts,
            "category": .choice(["system", "kpi", "dashboard"]), "type": .choice(["build", "kpi"]),
            "context": .object([
                "backToNormal": .flag, "buildSuccessAfterFailed": .flag, "buildSuccess": .flag, "buildFailed": .flag,
                "notifyOnceMet": .flag, "notifyNotMet": .flag, "sources": .list(.anyObject),
            ]),
            "action": .object([
                "email": .flag, "mobile": .flag, "feed": .flag, "slack": channel, "zapier": channel,
                "webhooks": .list(.object(["name": .text, "url": .url, "active": .flag])),
            ]),
            "scheduler": .object(["periodMode": .name, "periodValue": .whole(1...Int.max), "timeZone": .name]),
        ])

    private static let report = Form.object(
        requires: ["name": .name],
        [
            "enabled": .flag, "events": .list(.anything), "dashboards": .list(.anything),
            "recipients": .list(.anything), "schedule": .anything, "reportType": .anything,
        ])

    static let alerts: Table = [
        .createAlert: alert, .updateAlert: alert.partial,
        .setReceiveNotification: .object(
            requires: ["receiveNotification": .flag], ["user": .text, "userId": .text]),
        .createReports: .list(report), .updateReport: report.partial,
        .sendReport: .object(
            requires: [
                "assetId": .name,
                "recipients": .list(
                    .object(requires: ["type": .choice(["user", "group"])], ["recipient": .text, "id": .text])),
            ],
            ["assetType": .choice(["dashboard"]), "requestTimeout": .amount, "preferences": .anyObject]),
    ]
}
