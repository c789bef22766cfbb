extension OperationGroup {
    package static let dashboards = OperationGroup(
        "dashboards",
        [
            .getDashboards, .getDashboard, .exportDashboards, .exportDashboardPNG, .exportDashboardPDF,
            .exportDashboardFile, .getShares, .getShare, .createDashboard, .copyDashboards, .importDashboard,
            .importDashboards, .restoreDashboard, .publishDashboard, .undoDashboardImport, .duplicateDashboard,
            .changeDashboardOwner, .updateDashboard, .deleteDashboard, .deleteDashboards, .checkDashboardExists,
            .checkDashboardCanBeOwned, .getDashboardShares, .replaceDashboardShares, .getDashboardSubscription,
            .replaceDashboardSubscription, .getDashboardsV0, .getDashboardV0, .exportDashboardV0, .replaceDashboardV0,
            .updateDashboardV0, .deleteDashboardV0,
        ])
}

extension Operation {
    package static let getDashboards = read(
        "/dashboards", "Dashboards of the calling user",
        parameters: [
            .query("parentFolder", "Parent folder id filter"), .query("name", "Title filter"),
            .query("datasourceTitle", "Data source title filter"),
            .query("datasourceAddress", "Data source address filter"),
        ],
        special: [.fields, .sort, .expand],
        expandable: ["widgets", "parentFolder", "userAuth", "rule", "owner"],
        answers: [Answer(200, "Array of dashboards")],
        notes: "No paging. Older servers expand widgets only.")

    package static let getDashboard = read(
        "/dashboards/{id}", "One dashboard",
        parameters: [.path("id", "Id of the dashboard")],
        special: .one,
        expandable: ["widgets", "parentFolder", "userAuth", "owner"],
        answers: [Answer(200, "Dashboard"), Answer(404, "Dashboard not found")])

    package static let exportDashboards = read(
        "/dashboards/export", "Several dashboards as one .dash file",
        parameters: [.query("dashboardIds", "Ids of dashboards", .array, required: true), .adminAccess],
        answers: [Answer(200, ".dash (JSON)"), Answer(404, "Dashboard not found")],
        notes: "A list, even for one dashboard.")

    package static let exportDashboardPNG = read(
        "/dashboards/{id}/export/png", "Dashboard as PNG in the reporting layout",
        parameters: [
            .path("id", "Id of the dashboard"), .query("includeTitle", "Print the dashboard title", .boolean),
            .query("includeFilters", "Print the dashboard filters", .boolean),
            .query("includeDs", "Print data source details", .boolean),
            .query("width", "Render width in pixels", .integer),
        ],
        answers: [Answer(200, "Image")])

    package static let exportDashboardPDF = read(
        "/dashboards/{id}/export/pdf", "Dashboard (or one pivot/table widget) as PDF",
        parameters: [
            .path("id", "Id of the dashboard"),
            .query(
                "paperFormat", "Size of the paper",
                choices: ["A0", "A1", "A2", "A3", "A4", "A5", "legal", "letter", "tabloid"]),
            .query("paperOrientation", "Orientation of the paper", choices: ["portrait", "landscape"]),
            .query("layout", "As on the screen, or one below the other", choices: ["asis", "feed"]),
            .query("includeTitle", "Print the dashboard title", .boolean),
            .query("includeFilters", "Print the dashboard filters", .boolean),
            .query("includeDs", "Print data source details", .boolean),
            .query("widgetid", "Only this pivot or table widget"),
            .query("preview", "Use the 6.5+ report form", .boolean),
            .query("rowCount", "Rows of the pivot/table", .number),
            .query("showTitle", "Print the widget title", .boolean),
            .query("showFooter", "Print the widget footer", .boolean), .query("title", "Widget title text"),
            .query("titleSize", "Widget title size, as in small, medium, large"),
            .query("titlePosition", "Widget title position, as in left, center, right"),
        ],
        answers: [Answer(200, "PDF")])

    package static let exportDashboardFile = read(
        "/dashboards/{id}/export/dash", "One dashboard as .dash file",
        parameters: [.path("id", "Id of the dashboard")],
        answers: [Answer(200, ".dash (JSON)")])

    package static let getShares = read(
        "/dashboards/{dashboardId}/shares", "Share entries of a dashboard",
        parameters: [.path("dashboardId", "Id (oid) of the dashboard"), .adminAccess],
        special: .one,
        expandable: ["group", "user"],
        answers: [Answer(200, "Array of shares"), Answer(404, "Unknown expand")])

    package static let getShare = read(
        "/dashboards/{dashboardId}/shares/{id}", "One share entry",
        parameters: [.path("dashboardId", "Id (oid) of the dashboard"), .path("id", "Id of the share")],
        special: .one,
        expandable: ["group", "user"],
        answers: [Answer(200, "Share"), Answer(404, "Not found")])

    package static let createDashboard = write(
        .post, "/dashboards", "Create a dashboard",
        danger: .reversible, change: .create, touches: [.dashboards, .folders],
        parameters: [
            .body(
                #"{"title", "datasource", "desc", "parentFolder", "filters", "layout"}; the first two are mandatory"#
            )
        ],
        answers: [Answer(201, "Created dashboard")])

    package static let copyDashboards = write(
        .post, "/dashboards/copy", "Copy dashboards to another (trusted) server",
        danger: .destructive, change: .act, touches: [.dashboards, .folders],
        parameters: [
            .body(
                #"{"server", "authorization": {"token", "deviceId"}, "dashboards": [{"id", "action": duplicate, overwrite or skip}]}"#
            ), .query("republish", "Publish again what was shared before and is overwritten", .boolean),
            .query("force", "Go on although versions differ", .boolean),
        ],
        answers: [Answer(200, "Copied")])

    package static let importDashboard = write(
        .post, "/dashboards/import", "Import one dashboard from its metadata",
        danger: .reversible, change: .create, touches: [.dashboards, .folders],
        parameters: [
            .body(
                "One dashboard as exported; the ids of owner, folder and data source are those of this server")
        ],
        answers: [Answer(201, "Imported dashboard")],
        notes: "Gone from newer servers, which have import/bulk.")

    package static let importDashboards = write(
        .post, "/dashboards/import/bulk", "Import a .dash file (array of dashboards)",
        danger: .destructive, change: .create, touches: [.dashboards, .folders],
        parameters: [
            .body("The content of a .dash file", .array),
            .query(
                "action", "What to do with a dashboard that already exists",
                choices: ["skip", "overwrite", "duplicate"]),
            .query("republish", "Publish again what was shared before and is overwritten", .boolean),
            .query("importFolder", "Folder to import into"),
        ],
        answers: [Answer(201, "Imported")],
        notes: #"The answer of some servers is {"succeded", "failed", "skipped"}, misspelt like that."#)

    package static let restoreDashboard = write(
        .post, "/dashboards/{id}/restore", "Go back to the version last published by the owner",
        danger: .destructive, change: .act, touches: [.dashboards, .widgets, .shares],
        parameters: [.path("id", "Id of the dashboard")],
        answers: [Answer(204, "Restored"), Answer(404, "Dashboard not found")])

    package static let publishDashboard = write(
        .post, "/dashboards/{id}/publish", "Publish the owner version to everyone it is shared with",
        danger: .destructive, change: .act, touches: [.dashboards, .widgets, .shares],
        parameters: [
            .path("id", "Id of the dashboard"),
            .query("force", "Overwrite the copies of recipients at once", .boolean), .adminAccess,
        ],
        answers: [Answer(204, "Published"), Answer(404, "Dashboard not found")],
        notes: "Share changes take effect only after this. Some servers answer adminAccess with 422.")

    package static let undoDashboardImport = write(
        .post, "/dashboards/{id}/undo_Import", "Bring back the dashboard as it was before an import",
        danger: .destructive, change: .act, touches: [.dashboards, .widgets, .shares],
        parameters: [.path("id", "Id of the dashboard")],
        answers: [Answer(204, "Done"), Answer(404, "Dashboard not found")],
        notes: "The capital I is right.")

    package static let duplicateDashboard = write(
        .post, "/dashboards/{id}/duplicate", "Copy a dashboard",
        danger: .reversible, change: .create, touches: [.dashboards, .folders],
        parameters: [.path("id", "Id of the dashboard")],
        answers: [Answer(201, "Created copy"), Answer(404, "Dashboard not found")])

    package static let changeDashboardOwner = write(
        .post, "/dashboards/{id}/change_owner", "Change the owner of a dashboard",
        danger: .destructive, change: .act, touches: [.dashboards, .folders, .shares],
        parameters: [
            .path("id", "Id of the dashboard"), .body(#"{"ownerId", "originalOwnerRule": "edit" or "view"}"#),
            .adminAccess,
        ],
        answers: [Answer(200, "Updated dashboard")],
        notes:
            "The owner alone may, or an administrator with adminAccess=true. The new owner needs the dashboard shared first."
    )

    package static let updateDashboard = write(
        .patch, "/dashboards/{id}", "Merge fields into a dashboard",
        danger: .reversible, change: .merge, touches: [.dashboards, .folders, .widgets],
        parameters: [.path("id", "Id of the dashboard"), .body("The members to change")],
        answers: [Answer(200, "Updated dashboard"), Answer(404, "Dashboard not found")])

    package static let deleteDashboard = write(
        .delete, "/dashboards/{id}", "Delete a dashboard",
        danger: .destructive, change: .delete, touches: .wholeDashboard,
        parameters: [.path("id", "Id of the dashboard")],
        answers: [Answer(200, "Deleted"), Answer(404, "Dashboard not found")],
        notes: "Some servers answer 204.")

    package static let deleteDashboards = write(
        .delete, "/dashboards/bulk", "Delete several dashboards",
        danger: .destructive, change: .delete, touches: .wholeDashboard,
        parameters: [.query("dashboardIds", "Ids of dashboards", .array, required: true)],
        answers: [Answer(200, "Deleted"), Answer(404, "Dashboard not found")])

    package static let checkDashboardExists = read(
        "/dashboards/{id}/exists", "Does the dashboard exist",
        parameters: [.path("id", "Id of the dashboard")],
        answers: [Answer(200, "{exists}")])

    package static let checkDashboardCanBeOwned = read(
        "/dashboards/{id}/can_be_owned", "Whether the caller can take ownership",
        parameters: [.path("id", "Id of the dashboard")],
        answers: [Answer(200, "{canBeOwned}")])

    package static let getDashboardShares = read(
        "/shares/dashboard/{id}", "Share document of a dashboard: members, subscription, flags",
        version: .v0,
        parameters: [.path("id", "Id of the dashboard"), .adminAccess],
        answers: [
            Answer(200, "{sharesTo, sharesToNew, subscription, isPublic, allowChangeSubscription}"),
            Answer(403, "Forbidden"), Answer(404, "Not found"),
        ],
        notes: "Shares are written through the POST beside it; version 1 has no such call.")

    package static let replaceDashboardShares = write(
        .post, "/shares/dashboard/{id}", "Replace the share list of a dashboard",
        version: .v0,
        danger: .destructive, change: .replace, touches: [.shares, .dashboards],
        parameters: [
            .path("id", "Id of the dashboard"),
            .body(
                #"{"sharesTo": [{"shareId", "type", "rule", "subscribe"}], "sharesToNew": [], "subscription"}"#),
            .adminAccess,
        ],
        answers: [
            Answer(200, "Saved"), Answer(400, "Invalid input"), Answer(403, "Forbidden"),
            Answer(404, "Not found"),
        ],
        notes: "Replaces the list: read, merge, send all. Publish afterwards.")

    package static let getDashboardSubscription = read(
        "/shares/dashboard/{id}/subscription", "Report subscription of the caller",
        version: .v0,
        parameters: [.path("id", "Id of the dashboard"), .adminAccess],
        answers: [Answer(200, "Subscription")])

    package static let replaceDashboardSubscription = write(
        .post, "/shares/dashboard/{id}/subscription", "Save the report subscription of the caller",
        version: .v0,
        danger: .reversible, change: .replace, touches: [.shares, .dashboards],
        parameters: [.path("id", "Id of the dashboard"), .body("The subscription"), .adminAccess],
        answers: [Answer(200, "Saved")])

    package static let getDashboardsV0 = read(
        "/dashboards", "Dashboards of the calling user (v0.9)",
        version: .v0,
        answers: [Answer(200, "Array of dashboards")])

    package static let getDashboardV0 = read(
        "/dashboards/{id}", "One dashboard (v0.9)",
        version: .v0,
        parameters: [.path("id", "Id of the dashboard"), .adminAccess],
        answers: [Answer(200, "Dashboard"), Answer(404, "Dashboard not found", codes: [10001])])

    package static let exportDashboardV0 = read(
        "/dashboards/{id}/export", "One dashboard with its widgets (v0.9)",
        version: .v0,
        parameters: [.path("id", "Id of the dashboard"), .adminAccess],
        answers: [Answer(200, "Dashboard"), Answer(404, "Dashboard not found", codes: [10001])],
        notes: "A dashboard alone, where version 1 answers a list.")

    package static let replaceDashboardV0 = write(
        .put, "/dashboards/{id}", "Replace a dashboard (v0.9)",
        version: .v0,
        danger: .destructive, change: .replace, touches: [.dashboards, .folders, .shares],
        parameters: [.path("id", "Id of the dashboard"), .body("The whole dashboard"), .adminAccess],
        answers: [
            Answer(200, "Updated dashboard"), Answer(400, "Invalid input"), Answer(403, "Forbidden"),
            Answer(404, "Dashboard not found", codes: [10001]),
        ],
        notes: "Members left out are lost. Recipients see the change once it is published.")

    package static let updateDashboardV0 = write(
        .patch, "/dashboards/{id}", "Merge fields into a dashboard (v0.9)",
        version: .v0,
        danger: .reversible, change: .merge, touches: [.dashboards, .folders, .shares],
        parameters: [.path("id", "Id of the dashboard"), .body("The members to change"), .adminAccess],
        answers: [
            Answer(200, "Updated dashboard"), Answer(400, "Invalid input"), Answer(403, "Forbidden"),
            Answer(404, "Dashboard not found", codes: [10001]),
        ],
        notes: "Recipients see the change once it is published.")

    package static let deleteDashboardV0 = write(
        .delete, "/dashboards/{id}", "Delete a dashboard (v0.9)",
        version: .v0,
        danger: .destructive, change: .delete, touches: .wholeDashboard,
        parameters: [.path("id", "Id of the dashboard"), .adminAccess],
        answers: [
            Answer(200, "Deleted"), Answer(403, "Forbidden"), Answer(404, "Dashboard not found", codes: [10001]),
        ])
}
